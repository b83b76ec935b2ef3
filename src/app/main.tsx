// First of all styles: it fixes the order of the cascade layers.
import './ui/tokens.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api/client.ts'
import { LanguageProvider } from './i18n/language.tsx'
import { router } from './routes/router.tsx'

/** While the server starts (503) it is worth asking again for about half a minute; other answers are final. */
const MAX_RETRIES = 10

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof ApiError && error.status === 503 && count < MAX_RETRIES,
      retryDelay: (count) => Math.min(500 * 2 ** count, 4_000),
    },
  },
})

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no #root')
createRoot(container).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
)
