interface Props {
  readonly id: string
}

/** The card above the log. */
export function SessionHeader({ id }: Props) {
  return <h1>{id}</h1>
}
