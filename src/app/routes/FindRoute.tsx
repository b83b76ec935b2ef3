import { FindPage } from '../features/find/FindPage.tsx'

export function FindRoute() {
  return <FindPage />
}
