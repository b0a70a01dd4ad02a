import { createHmac, timingSafeEqual } from 'node:crypto'
import { normalise } from '#domain/ids.ts'

/** Asks for the sign-in code once per browser profile and then remembers it with a cookie. */
export interface Door {
  /** Checks the code. Tries are not counted: the code is too long to be guessed, and others' wrong ones would keep everybody out. */
  opens(code: string): boolean
  /** Whether the Cookie header proves that the code was typed. */
  isOpen(cookieHeader: string | undefined): boolean
  /** The Set-Cookie value that keeps the door open for a year. */
  readonly cookie: string
}

/** Makes the door for one code; `name` keeps several installations on one host apart, since cookies ignore ports. */
export function createDoor(code: string, secret: string, name: string): Door {
  const proof = createHmac('sha256', secret).update(`door ${code}`).digest('base64url')
  return {
    opens: (given) => equal(plain(given), plain(code), secret),
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
