import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '#server/ports/clock.ts'
import { normalise } from '#domain/ids.ts'

/** Asks for the sign-in code once per browser profile and then remembers it with a cookie. */
export interface Door {
  /** Checks the code; after ten wrong ones within a minute, refuses every code until the minute is over. */
  opens(code: string): 'open' | 'wrong' | 'wait'
  /** Whether the Cookie header proves that the code was typed. */
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

// Compares digests of equal length, so that timing does not reveal the code's length.
function equal(a: string, b: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', secret).update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
