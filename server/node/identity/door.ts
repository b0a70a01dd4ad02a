import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#server/ports/clock.ts'
import { normalise } from '#domain/ids.ts'

/** Asks for the sign-in code once per browser profile: who has typed it holds a cookie that says so. */
export interface Door {
  /** Whether the code is right; after ten wrong ones within a minute every answer is no until the minute is over. */
  opens(code: string): 'open' | 'wrong' | 'wait'
  /** Whether a request's Cookie header carries the proof. */
  isOpen(cookieHeader: string | undefined): boolean
  /** The Set-Cookie value that keeps the door open for a year. */
  readonly cookie: string
}

const triesPerMinute = 10

/** Makes the door for one code; `name` keeps several installations on one host apart, since cookies ignore ports. */
export function createDoor(code: string, secret: string, name: string, clock: Clock): Door {
  const proof = createHmac('sha256', secret).update(`door ${code}`).digest('base64url')
  let wrong: readonly number[] = []
  return {
    opens(given) {
      const now = clock.now()
      wrong = wrong.filter((at) => now - at < 60_000)
      if (wrong.length >= triesPerMinute) return 'wait'
      if (equal(plain(given), plain(code), secret)) return 'open'
      wrong = [...wrong, now]
      return 'wrong'
    },
    isOpen(header = '') {
      const values = header.split(';').map((part) => part.trim())
      return values.some((part) => part.startsWith(`${name}=`) && equal(part.slice(name.length + 1), proof, secret))
    },
    cookie: `${name}=${proof}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`,
  }
}

function plain(code: string): string {
  return normalise(code)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
}

// Digests have one length, so that the comparison tells nothing about the length either.
function equal(a: string, b: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', secret).update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
