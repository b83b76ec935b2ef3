import { useEffect } from 'react'
import { useLanguage } from '../i18n/language.tsx'
import { setStatusParts } from '../state/status-line.ts'
import { percentText } from '../ui/percent-text.ts'

interface Delivery {
  /** Neither stored, nor refused, nor declared lost. */
  readonly missing: number
  readonly lost: number
  /** Null: nothing was recorded. */
  readonly ratio: number | null
}

/** Tells the status bar how much of a call or session arrived, and in which zone its client recorded. */
export function useDeliveryStatus(delivery: Delivery | undefined, clientZone: string | undefined): void {
  const { messages, formatNumber } = useLanguage()
  const words = messages.frame.status
  const absent = delivery ? delivery.missing + delivery.lost : 0
  const completeness =
    delivery?.ratio == null
      ? undefined
      : words.share(percentText(delivery.ratio), absent === 0 ? undefined : formatNumber(absent))
  useEffect(() => {
    setStatusParts({ completeness, clientZone })
    return () => setStatusParts({ completeness: undefined, clientZone: undefined })
  }, [completeness, clientZone])
}
