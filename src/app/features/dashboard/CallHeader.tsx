interface Props {
  readonly id: string
}

/** The card above the log. */
export function CallHeader({ id }: Props) {
  return <h1>{id}</h1>
}
