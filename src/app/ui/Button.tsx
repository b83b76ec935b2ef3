import type { ButtonHTMLAttributes, Ref } from 'react'
import styles from './Button.module.css'

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `quiet` has no border until it is pointed at: for rows of tools. */
  readonly look?: ButtonLook
  readonly size?: 'normal' | 'small'
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  look = 'plain',
  size = 'normal',
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles['button']} ${styles[look]} ${styles[size]} ${className}`}
    />
  )
}
