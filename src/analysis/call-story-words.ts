import { unreachable } from '#protocol/query-lang/unreachable.ts'
import type { Micros } from '#protocol/time.ts'
import { ATTRIBUTES } from '#protocol/vocabulary/attributes.ts'
import type { CallOutcome, Outcome } from '#protocol/vocabulary/call-outcome.ts'
import { stateLabel } from '#protocol/vocabulary/state-machines.ts'
import type { Label } from '#protocol/vocabulary/types.ts'
import type { CallStory, Cause } from './call-story.ts'
import { durationWords, type Clock } from './call-words.ts'
import type { TicketExpiry } from './seat-trouble.ts'

/** Words of a log inside a sentence: enough to recognise a code, never a page. */
const MAX_QUOTED_CHARS = 60
const quoted = (text: string) =>
  text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text

/** Every moment that the sentence names: to choose a clock that tells them apart. */
export function storyMoments({ subject, at, cause, outcome }: CallStory): readonly Micros[] {
  const isTold = subject === 'seat' || ['failed', 'dropped', 'unfinished'].includes(outcome.outcome)
  return [...(isTold ? [at] : []), ...(cause ? causeMoments(cause) : [])]
}

function causeMoments(cause: Cause): readonly Micros[] {
  if (cause.kind === 'ticket') {
    const { expired, refresh } = cause.expiry
    return 'at' in refresh ? [expired.ts, refresh.at.ts] : [expired.ts]
  }
  return ['socket', 'request-failed', 'ice'].includes(cause.kind) ? [cause.event.ts] : []
}

/** What happened and why, in one sentence without a full stop; where the log does not say, it says that. */
export function storySentence(story: CallStory, clock: Clock): Label {
  if (story.outcome.outcome === 'failed' || story.outcome.outcome === 'dropped') return broken(story, clock)
  return WHOLE[story.outcome.outcome](story, clock)
}

function broken(story: CallStory, clock: Clock): Label {
  const { subject, cause, outcome } = story
  const at = clock(story.at)
  const head =
    subject === 'seat'
      ? cause?.kind === 'kicked'
        ? { en: `Seat signed out at ${at}`, zh: `坐席于 ${at} 被踢下线` }
        : { en: `Seat dropped at ${at}`, zh: `坐席于 ${at} 掉线` }
      : callHead(outcome, at)
  // That the seat dropped is said already: it is no reason for itself.
  const given = subject === 'seat' ? undefined : givenReason(outcome)
  const why = cause ? causeWords(cause, outcome, clock) : given
  if (why) return { en: `${head.en}: ${why.en}`, zh: `${head.zh}：${why.zh}` }
  return { en: `${head.en}; the log does not say why`, zh: `${head.zh}，日志没有说明原因` }
}

function callHead({ outcome, talkMicros }: CallOutcome, at: string): Label {
  if (outcome === 'failed') return { en: `Call failed at ${at}`, zh: `呼叫于 ${at} 失败` }
  if (talkMicros === undefined) return { en: `Call dropped at ${at}`, zh: `通话于 ${at} 异常中断` }
  const talk = durationWords(talkMicros)
  return { en: `Call dropped at ${at} after ${talk.en} of talk`, zh: `通话 ${talk.zh}后于 ${at} 异常中断` }
}

const REASONS = ATTRIBUTES.get('call.reason')?.values ?? {}

/** In the vocabulary's words; an unknown reason as its recorder wrote it. */
export function reasonLabel(reason: string): Label {
  const known = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined
  return known ?? { en: quoted(reason), zh: quoted(reason) }
}

function givenReason({ reason }: CallOutcome): Label | undefined {
  return reason === undefined ? undefined : reasonLabel(reason)
}

const CAUSES: {
  readonly [Kind in Exclude<Cause['kind'], 'ticket'>]: (
    cause: Extract<Cause, { kind: Kind }>,
    clock: Clock,
  ) => Label
} = {
  kicked: () => ({ en: 'the same seat signed in somewhere else', zh: '同一坐席在别处签入' }),
  socket: ({ event, code }, clock) => ({
    en: `the socket broke at ${clock(event.ts)}${code === undefined ? '' : ` (close code ${quoted(code)})`}`,
    zh: `WebSocket 在 ${clock(event.ts)} 断开${code === undefined ? '' : `（关闭码 ${quoted(code)}）`}`,
  }),
  refused: ({ code }) => ({
    en: `the server answered “${quoted(code)}”`,
    zh: `服务器返回“${quoted(code)}”`,
  }),
  'request-failed': ({ event }, clock) => ({
    en: `a request failed at ${clock(event.ts)}`,
    zh: `${clock(event.ts)} 的请求失败`,
  }),
  ice: ({ event }, clock) => ({
    en: `no media path was found (ICE failed at ${clock(event.ts)})`,
    zh: `媒体不通（ICE 在 ${clock(event.ts)} 失败）`,
  }),
  microphone: ({ error }) => ({
    en: `the microphone could not be used${error === undefined ? '' : ` (${quoted(error)})`}`,
    zh: `麦克风无法使用${error === undefined ? '' : `（${quoted(error)}）`}`,
  }),
  given: ({ reason }) => {
    const { en, zh } = reasonLabel(reason)
    return { en: `the log gives “${en}” as the reason`, zh: `日志给出的原因是“${zh}”` }
  },
}

function causeWords(cause: Cause, outcome: CallOutcome, clock: Clock): Label {
  if (cause.kind === 'ticket') return ticketWords(cause.expiry, clock)
  const words = (CAUSES[cause.kind] as (cause: Cause, clock: Clock) => Label)(cause, clock)
  // A code of the server alone says less than the reason that the call itself gives.
  const reason =
    cause.kind === 'refused' || cause.kind === 'request-failed' ? givenReason(outcome) : undefined
  return reason ? { en: `${reason.en}; ${words.en}`, zh: `${reason.zh}；${words.zh}` } : words
}

function ticketWords({ expired, refresh }: TicketExpiry, clock: Clock): Label {
  const at = clock(expired.ts)
  const en = `the ticket expired at ${at}`
  const zh = `票据在 ${at} 过期`
  switch (refresh.kind) {
    case 'never':
      return { en: `${en} and was never refreshed`, zh: `${zh}，一直没有刷新` }
    case 'not-in-log':
      return {
        en: `${en}; the log shows no refresh, but events are missing there`,
        zh: `${zh}；日志中没有刷新，但这段日志有缺失`,
      }
    case 'failed': {
      const [tried, code] = [clock(refresh.at.ts), refresh.code && quoted(refresh.code)]
      return {
        en: `${en}, and its refresh failed at ${tried}${code === undefined ? '' : ` (${code})`}`,
        zh: `${zh}，${tried} 刷新失败${code === undefined ? '' : `（${code}）`}`,
      }
    }
    case 'unanswered': {
      const tried = clock(refresh.at.ts)
      return {
        en: `${en}, and the refresh asked for at ${tried} got no answer`,
        zh: `${zh}，${tried} 发起的刷新没有应答`,
      }
    }
    default:
      return unreachable(refresh)
  }
}

const rang = (
  { ringMicros }: CallOutcome,
  en: (time: string) => string,
  zh: (time: string) => string,
): Label => {
  if (ringMicros === undefined) return { en: '', zh: '' }
  const time = durationWords(ringMicros)
  return { en: en(time.en), zh: zh(time.zh) }
}

const WHOLE: Readonly<
  Record<Exclude<Outcome, 'failed' | 'dropped'>, (story: CallStory, clock: Clock) => Label>
> = {
  answered: answeredWords,
  'no-answer': ({ outcome }) => {
    if (outcome.reason === 'powered-off') return { en: 'The phone was switched off', zh: '对方已关机' }
    const ring = rang(
      outcome,
      (time) => ` within ${time} of ringing`,
      (time) => `振铃 ${time}，`,
    )
    return { en: `Nobody answered${ring.en}`, zh: `${ring.zh}无人接听` }
  },
  busy: () => ({ en: 'The line was busy', zh: '对方正忙' }),
  rejected: ({ outcome, direction }) => {
    const ring = rang(
      outcome,
      (time) => ` after ${time} of ringing`,
      (time) => `在振铃 ${time}后`,
    )
    const [en, zh] = direction === 'inbound' ? ['The staff', '坐席'] : ['The client', '客户']
    return { en: `${en} rejected the call${ring.en}`, zh: `${zh}${ring.zh}拒接` }
  },
  cancelled: ({ outcome, direction }) => {
    const ring = rang(
      outcome,
      (time) => ` after ${time} of ringing`,
      (time) => `在振铃 ${time}后`,
    )
    const [en, zh] = direction === 'inbound' ? ['The client', '客户'] : ['The staff', '坐席']
    return { en: `${en} gave up${ring.en}, before an answer`, zh: `${zh}${ring.zh}放弃，未接通` }
  },
  unfinished: ({ at, lastState }, clock) => {
    const state = lastState === undefined ? undefined : stateLabel('call', quoted(lastState))
    return {
      en: `The log of this call stops at ${clock(at)}${state ? ` (${state.en})` : ''}; how it ended is not known`,
      zh: `本次通话的日志止于 ${clock(at)}${state ? `（${state.zh}）` : ''}，之后的情况未知`,
    }
  },
}

const HUNG_UP: Readonly<Record<string, Label>> = {
  staff: { en: ' until the staff hung up', zh: '，由坐席挂断' },
  client: { en: ' until the client hung up', zh: '，由客户挂断' },
}

function answeredWords({ outcome, worstMos }: CallStory): Label {
  const ring = rang(
    outcome,
    (time) => ` after ${time} of ringing`,
    (time) => `振铃 ${time}后`,
  )
  const talk = outcome.talkMicros === undefined ? undefined : durationWords(outcome.talkMicros)
  const by = outcome.endedBy === undefined ? undefined : HUNG_UP[outcome.endedBy]
  const sound = soundWords(outcome, worstMos)
  return {
    en: `Answered${ring.en}${talk ? `; talked ${talk.en}` : ''}${by?.en ?? ''}${sound.en}`,
    zh: `${ring.zh}接通${talk ? `，通话 ${talk.zh}` : ''}${by?.zh ?? ''}${sound.zh}`,
  }
}

function soundWords({ media }: CallOutcome, worstMos: number | undefined): Label {
  const mos = worstMos === undefined ? undefined : worstMos.toFixed(1)
  if (media === 'poor') {
    return {
      en: `, but the sound was poor${mos === undefined ? '' : ` (lowest MOS ${mos})`}`,
      zh: `，但语音质量差${mos === undefined ? '' : `（最低 MOS ${mos}）`}`,
    }
  }
  if (media === 'one-way') return { en: ', but the sound went one way only', zh: '，但出现单通' }
  if (media === 'none') return { en: ', but no sound got through', zh: '，但没有语音' }
  return { en: '', zh: '' }
}
