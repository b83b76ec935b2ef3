import styles from './histogram.module.css'

/** Keeps the room of the histogram until it has been loaded, so that nothing moves then. */
export function HistogramSpace() {
  return (
    <div className={styles['histogram']}>
      <div className={styles['plot']} />
    </div>
  )
}
