import type { CallOutcome } from '#protocol/vocabulary/call-outcome.ts'
import type { Label } from '#protocol/vocabulary/types.ts'
import type { CallStory } from './call-story.ts'
import { durationWords, type Clock } from './call-words.ts'

/** How the client reads time: their zone, written out so that nobody need ask which. */
export interface ClientTime {
  readonly clock: Clock
  /** Day and time of the call with the zone: `27 December 2021, 10:07 (UTC+8)`; Chinese: `2021年12月27日 10:07（UTC+8）`. */
  readonly when: Label
}

/**
 * What support may send to the client as it is: what happened, why, and what helps. Neither ids nor numbers, no words
 * of ours, and nothing that a log wrote as free text.
 */
export function clientAnswer(story: CallStory, { clock, when }: ClientTime): Label {
  const what = happened(story, clock)
  return {
    en: `The call of ${when.en} ${what.en}`,
    zh: `${when.zh}的通话：${what.zh}`,
  }
}

function happened(story: CallStory, clock: Clock): Label {
  const { outcome } = story
  if (outcome.outcome === 'failed' || outcome.outcome === 'dropped') return whatBroke(story, clock)
  return WHOLE[outcome.outcome](outcome, story.direction)
}

function whatBroke(story: CallStory, clock: Clock): Label {
  const { outcome, subject } = story
  const effect = effectOf(outcome, clock(story.at), subject)
  const why = reasonFor(story, clock)
  if (!why) {
    return {
      en: `${effect.en}. Our records do not show the reason yet; we are looking into it.`,
      zh: `${effect.zh}。目前的记录还看不出原因，我们正在继续排查。`,
    }
  }
  const help = helpFor(story)
  return {
    en: `${effect.en}: ${why.en}.${help ? ` ${help.en}` : ''}`,
    zh: `${effect.zh}，原因是${why.zh}。${help?.zh ?? ''}`,
  }
}

function effectOf({ outcome, talkMicros }: CallOutcome, at: string, subject: CallStory['subject']): Label {
  if (outcome === 'failed') return { en: 'could not be put through', zh: '未能接通' }
  const talk = talkMicros === undefined ? undefined : durationWords(talkMicros)
  const when = subject === 'seat' ? undefined : at
  return {
    en: `was cut off${when === undefined ? '' : ` at ${when}`}${talk ? ` after ${talk.en}` : ''}`,
    zh: `${talk ? `通话 ${talk.zh}后` : '通话'}${when === undefined ? '' : `于 ${when} `}中断`,
  }
}

function reasonFor({ cause, at, subject, outcome }: CallStory, clock: Clock): Label | undefined {
  if (cause?.kind === 'ticket') {
    const expired = clock(cause.expiry.expired.ts)
    return subject === 'seat'
      ? {
          en: `the agent's sign-in had run out at ${expired} without being renewed, so the system signed the agent out at ${clock(at)}`,
          zh: `坐席的登录凭证在 ${expired} 到期后没有续期，系统于 ${clock(at)} 将坐席签出`,
        }
      : {
          en: `the agent's sign-in had run out at ${expired} without being renewed`,
          zh: `坐席的登录凭证在 ${expired} 到期后没有续期`,
        }
  }
  if (cause?.kind === 'kicked')
    return {
      en: `the agent had been signed in somewhere else at ${clock(at)}, which signed this one out`,
      zh: `该坐席于 ${clock(at)} 在别处登录，本端被签出`,
    }
  if (cause?.kind === 'socket') {
    const broke = clock(cause.event.ts)
    return {
      en: `the connection between the agent's browser and the server was lost at ${broke}`,
      zh: `坐席浏览器与服务器的连接在 ${broke} 断开`,
    }
  }
  if (cause?.kind === 'microphone') return KNOWN_REASONS['microphone-denied']
  if (cause?.kind === 'ice') return KNOWN_REASONS['media-failed']
  const { reason } = outcome
  return reason !== undefined && Object.hasOwn(KNOWN_REASONS, reason) ? KNOWN_REASONS[reason] : undefined
}

const KNOWN_REASONS: Readonly<Record<string, Label>> = {
  'invalid-number': { en: 'the number does not exist', zh: '所拨号码是空号' },
  'number-blocked': { en: 'the number is on a block list', zh: '所拨号码在拦截名单中' },
  'ticket-expired': { en: "the agent's sign-in had run out", zh: '坐席的登录凭证已到期' },
  'seat-dropped': { en: 'the agent had been signed out by the system', zh: '坐席已被系统签出' },
  'socket-lost': {
    en: "the connection between the agent's browser and the server was lost",
    zh: '坐席浏览器与服务器的连接断开',
  },
  'media-failed': {
    en: "no sound connection could be made from the agent's computer; a firewall or the network may be in the way",
    zh: '坐席电脑无法建立语音连接，可能受防火墙或网络限制',
  },
  'microphone-denied': {
    en: 'the browser could not use the microphone',
    zh: '浏览器无法使用麦克风',
  },
  'server-error': { en: 'the server could not handle the call', zh: '服务器处理呼叫时出错' },
  timeout: { en: 'the server did not answer in time', zh: '服务器没有及时应答' },
  'page-closed': { en: "the agent's page was closed", zh: '坐席关闭了页面' },
}

const SIGN_IN_AGAIN: Label = {
  en: 'Signing in again makes calls possible again.',
  zh: '重新签入后即可恢复通话。',
}
const ALLOW_MICROPHONE: Label = {
  en: 'Please allow the microphone for this page in the browser.',
  zh: '请在浏览器中允许本页面使用麦克风。',
}

function helpFor({ cause, outcome }: CallStory): Label | undefined {
  if (cause?.kind === 'ticket' || cause?.kind === 'kicked') return SIGN_IN_AGAIN
  if (outcome.reason === 'seat-dropped' || outcome.reason === 'ticket-expired') return SIGN_IN_AGAIN
  return cause?.kind === 'microphone' || outcome.reason === 'microphone-denied' ? ALLOW_MICROPHONE : undefined
}

const WHOLE: Readonly<
  Record<
    Exclude<CallOutcome['outcome'], 'failed' | 'dropped'>,
    (outcome: CallOutcome, direction: string | undefined) => Label
  >
> = {
  answered: answeredWords,
  'no-answer': ({ reason, ringMicros }) => {
    if (reason === 'powered-off')
      return { en: 'did not get through: the phone was switched off.', zh: '对方已关机。' }
    const ring = ringMicros === undefined ? undefined : durationWords(ringMicros)
    return {
      en: ring ? `rang for ${ring.en} and nobody answered.` : 'was not answered.',
      zh: ring ? `振铃 ${ring.zh}，无人接听。` : '无人接听。',
    }
  },
  busy: () => ({ en: 'met a busy line.', zh: '对方正忙。' }),
  rejected: (_, direction) =>
    direction === 'inbound'
      ? { en: 'was declined by the agent.', zh: '坐席拒接。' }
      : { en: 'was declined by the person who was called.', zh: '对方拒接。' },
  cancelled: (_, direction) =>
    direction === 'inbound'
      ? { en: 'ended when the caller hung up before the agent answered.', zh: '来电方在坐席接听前挂断。' }
      : { en: 'was ended by the agent before it was answered.', zh: '坐席在接通前取消了呼叫。' },
  unfinished: () => ({
    en: 'is not recorded to its end yet, so we cannot say how it ended.',
    zh: '目前的记录还不完整，暂时无法确认通话如何结束。',
  }),
}

const SOUND: Readonly<Record<CallOutcome['media'], Label>> = {
  ok: { en: ' The sound was good.', zh: '通话语音正常。' },
  poor: {
    en: ' The sound quality was poor during the call.',
    zh: '通话过程中语音质量较差。',
  },
  'one-way': { en: ' Only one side could be heard.', zh: '通话中出现只有一方能听到声音的情况。' },
  none: { en: ' No sound got through.', zh: '通话中没有声音。' },
  unknown: { en: '', zh: '' },
}

function answeredWords({ ringMicros, talkMicros, endedBy, media }: CallOutcome): Label {
  const ring = ringMicros === undefined ? undefined : durationWords(ringMicros)
  const talk = talkMicros === undefined ? undefined : durationWords(talkMicros)
  const by = endedBy === 'staff' ? 'staff' : endedBy === 'client' ? 'client' : undefined
  const end = {
    staff: { en: '; the agent hung up', zh: '，由坐席挂断' },
    client: { en: '; the other party hung up', zh: '，由对方挂断' },
  }
  const sound = SOUND[media]
  return {
    en: `was answered${ring ? ` after ${ring.en}` : ''}${talk ? ` and lasted ${talk.en}` : ''}${by ? end[by].en : ''}.${sound.en}`,
    zh: `${ring ? `振铃 ${ring.zh}后` : ''}接通${talk ? `，通话 ${talk.zh}` : ''}${by ? end[by].zh : ''}。${sound.zh}`,
  }
}
