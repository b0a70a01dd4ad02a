/** What comes in a frame, and what comes when it has been painted. */
export interface Frames {
  readonly next: (work: () => void) => void
  readonly painted: (work: () => void) => void
}

const waiting: (() => void)[] = []
let channel: MessageChannel | undefined

/** A hidden tab has no frames; a timer goes on there. A message that is sent in a frame arrives behind its paint. */
export const browserFrames: Frames = {
  next(work) {
    if (document.hidden) setTimeout(work, 100)
    else requestAnimationFrame(work)
  },
  painted(work) {
    waiting.push(work)
    channel ??= openChannel()
    channel.port2.postMessage(0)
  },
}

function openChannel(): MessageChannel {
  const opened = new MessageChannel()
  opened.port1.addEventListener('message', () => waiting.shift()?.())
  opened.port1.start()
  return opened
}
