import styles from './Skeleton.module.css'

interface Props {
  readonly lines?: number
  /** Share of the room, 0 to 1; uneven ends read as text. */
  readonly width?: number
}

/** Where text will stand. Its owner says "loading" once (`aria-busy`); this is only for the eye. */
export function Skeleton({ lines = 1, width = 1 }: Props) {
  return (
    <span className={styles['skeleton']} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ width: `${width * (100 - ((index * 17) % 40))}%` }} />
      ))}
    </span>
  )
}
