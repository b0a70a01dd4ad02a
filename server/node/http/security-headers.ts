import type { ServerResponse } from 'node:http'

/** What every answer carries, worker scripts included. `issuer` is the origin of an issuer elsewhere. */
export function securityHeaders(issuer?: string): Readonly<Record<string, string>> {
  const elsewhere = issuer === undefined ? '' : ` ${issuer}`
  const policy = [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `worker-src 'self'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${elsewhere}`,
    `frame-src 'self'${elsewhere}`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'self'`,
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: with it browsers hide the origin of our own forms too, by which the issuer knows them.
    'referrer-policy': 'same-origin',
    // Pop-ups of an issuer elsewhere answer by `postMessage`; a stricter value would cut them off.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  }
}

/** Sets them before anybody else writes to the response. */
export function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}
