/** Callbacks at the beginning of a frame, and after its paint. */
export interface Frames {
  readonly next: (work: () => void) => void
  readonly painted: (work: () => void) => void
}

const waiting: (() => void)[] = []
let channel: MessageChannel | undefined

/** A hidden tab has no frames, but timers go on. A message posted within a frame arrives after its paint. */
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
