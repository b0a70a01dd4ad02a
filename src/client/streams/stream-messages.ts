import type { EventSourceMessage } from 'eventsource-parser'
import type { Refused } from '../session-port.ts'

/** What a tab subscribes to. Everything here crosses a message port, so it is plain data. */
export type StreamRequest =
  | {
      readonly kind: 'events'
      readonly url: string
      readonly cursor?: string
      /** The person whose tabs share one connection; absent when it is this tab's own. */
      readonly sharedBy?: string
    }
  | { readonly kind: 'bytes'; readonly url: string; readonly from: number }

/** Which token to get: the known one, a fresh one after a 401, or that of a person who signed in again after others were refused. */
export type TokenWish = 'known' | 'fresh' | { readonly refused: Refused }

/** News for a subscription. `open` comes with each (re)connection: news of a stream without a cursor may have been missed before it. */
export type StreamNews =
  | { readonly kind: 'open' }
  /** Events that arrived together, in order: a busy run has hundreds per frame, and each message costs. */
  | { readonly kind: 'events'; readonly events: readonly EventSourceMessage[] }
  | { readonly kind: 'bytes'; readonly from: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** No more will come: the log is complete. */
  | { readonly kind: 'complete' }
  /** Refused for good, with the HTTP status. */
  | { readonly kind: 'refused'; readonly status: number; readonly body: string }
  /** The connection failed; it is tried again. */
  | { readonly kind: 'down' }

/** From a tab to the shared worker. */
export type ToHub =
  | { readonly type: 'hello'; readonly lock: string }
  /** With a port, events go there, and nothing else does. */
  | { readonly type: 'subscribe'; readonly id: number; readonly request: StreamRequest; readonly events?: MessagePort }
  | { readonly type: 'unsubscribe'; readonly id: number }
  | { readonly type: 'token'; readonly question: number; readonly token: string | undefined }

/** From the shared worker to a tab. */
export type ToTab =
  | { readonly type: 'news'; readonly id: number; readonly news: StreamNews }
  | { readonly type: 'token-wanted'; readonly question: number; readonly wish: TokenWish }
