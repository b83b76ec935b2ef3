import type { ButtonHTMLAttributes } from 'react'
import styles from './Button.module.css'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'plain'
}

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: Props) {
  return <button {...rest} type={type} className={`${styles['button']} ${styles[look]} ${className}`} />
}
