import type { ServerResponse } from 'node:http'

/** Headers of every answer, worker scripts included. `issuer` is the origin of an external issuer. */
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
    // Not `no-referrer`: browsers would then hide the origin of our own forms, which the issuer checks.
    'referrer-policy': 'same-origin',
    // Pop-ups of an external issuer answer by `postMessage`; a stricter value would cut them off.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  }
}

/** Sets the headers before anything else is written to the response. */
export function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}
