import { historyOf } from '#domain/history.ts'
import { draftContent, readDraft } from './draft-content.ts'
import type { Editor } from './editor.ts'

/** What a tab that has just opened says to hear the draft as it is now. */
const question = 'asks'

// Typing is told at this pace, in milliseconds.
const pace = 150

/**
 * Lets a person's other tabs show the draft that this one edits: tells them its texts when they ask and after each
 * change. Steps of the history are not told, since only this tab can undo them. Returns what ends it.
 */
export function tellDraft({ store }: Editor, channel: BroadcastChannel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    const { history, bases } = store.getState()
    channel.postMessage(draftContent({ history: historyOf(history.present), bases }))
  }
  function handle({ data }: MessageEvent): void {
    if (data === question) tell()
  }
  channel.addEventListener('message', handle)
  const unsubscribe = store.subscribe(({ history, bases }, before) => {
    if (history.present !== before.history.present || bases !== before.bases) timer ??= setTimeout(tell, pace)
  })
  // Tabs that opened earlier have asked whoever had the draft before.
  tell()
  return () => {
    clearTimeout(timer)
    unsubscribe()
    channel.removeEventListener('message', handle)
  }
}

/** Shows the draft that another tab edits. Returns what ends it. */
export function followDraft({ follow }: Editor, channel: BroadcastChannel): () => void {
  function handle({ data }: MessageEvent): void {
    const draft = readDraft(data)
    if (draft !== undefined) follow(draft)
  }
  channel.addEventListener('message', handle)
  channel.postMessage(question)
  return () => channel.removeEventListener('message', handle)
}
