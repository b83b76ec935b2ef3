export type SubjectKind = 'account' | 'staff' | 'device'

interface Props {
  readonly kind: SubjectKind
  readonly id: string
}

/** Account, staff or device: its calls over time. */
export function SubjectPage({ kind, id }: Props) {
  return (
    <h1>
      {kind} {id}
    </h1>
  )
}
