/** Shorter values are not masked, because their text occurs everywhere by chance. */
export const shortestMasked = 4

/** Widths at which `base64` and OpenSSL break lines. */
const wraps = [76, 64]
/** Pieces of a broken or multi-line secret that are worth masking alone. */
const shortestPiece = 8

/** One way in which output may show a value, with a letter (0 to 255) for each of its bytes; `folds` where programs break it into lines. */
export interface SecretForm {
  readonly text: string
  readonly folds: boolean
}

/**
 * Returns every form in which output may show a secret: raw, base64 (also inside longer text), URL, URL in URL, JSON, JSON in JSON, XML, quoted by a
 * shell, hex.
 */
export function secretForms(kept: string): readonly SecretForm[] {
  const value = kept.toWellFormed()
  const texts = new Set<string>()
  const folding = new Set<string>()
  for (const raw of new Set([value, ...innerSecrets(value)].flatMap(lineEndForms))) {
    if (raw.trim().length < shortestMasked) continue
    // Without the line end, which belongs to the log.
    const plain = raw.trim()
    for (const form of [plain, ...xmlForms(plain), ...shellForms(plain)]) texts.add(form)
    for (const form of [...urlForms(raw), ...jsonForms(raw)]) texts.add(form)
    for (const form of [...base64Forms(bytesOf(raw)), ...hexForms(bytesOf(raw))]) folding.add(form)
  }
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  for (const line of lines) if (line.length >= shortestPiece && !isStructure(line)) texts.add(line)
  const forms = [
    ...[...texts].map((text) => ({ text: bytesOf(text), folds: false })),
    ...[...folding].map((text) => ({ text, folds: true })),
  ]
  return forms.filter(({ text }) => text.length >= shortestMasked)
}

/** A text as editors and programs may end its lines. */
function lineEndForms(text: string): string[] {
  return [text, text.trim(), `${text.trimEnd()}\n`, text.replaceAll('\n', '\r\n')]
}

/** What a key of a file with credentials is called if a secret stands behind it: in a kubeconfig, in logins of registries, in keys of clouds. */
const secretKey = /token|passw|secret|key|auth|credential|data$/i

/** Lines of a secret that say nothing by themselves and occur everywhere, as `apiVersion: v1` of a kubeconfig does: masking them hides what is no secret. */
function isStructure(line: string): boolean {
  if (line.startsWith('-----')) return true
  const [, key, value] = /^(?:- )?["']?([\w.-]+)["']?[ \t]*[:=][ \t]*(.*)$/.exec(line) ?? []
  return key !== undefined && value !== undefined && !secretKey.test(key) && value.length < shortestPiece
}

/** The secrets in a file with credentials (YAML, JSON, INI): a program that has read it shows the token, not the line. */
function innerSecrets(text: string): string[] {
  const pairs = text.matchAll(/(?<![\w.-])([\w.-]{1,60})["']?[ \t]*[:=][ \t]*["']?([^\s"',{}[\]][^\s"',}\]]*)/g)
  return [...pairs].flatMap(([, key = '', value = '']) =>
    secretKey.test(key) && value.length >= shortestPiece && !/^(?:-----|https?:)/.test(value) ? [value] : [],
  )
}

/** Encodes as UTF-8, with one letter for each byte. */
function bytesOf(text: string): string {
  return encodeURIComponent(text).replace(/%(..)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Inside a longer text the secret starts at one of three bit positions; characters shared with its neighbours are left out. */
function base64Forms(bytes: string): string[] {
  const inner = [0, 1, 2].map((shift) => {
    const encoded = base64('\0'.repeat(shift) + bytes).replace(/=+$/, '')
    const tail = (shift + bytes.length) % 3 === 0 ? 0 : 1
    return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - tail)
  })
  const whole = base64(bytes)
  const wrapped = wraps.flatMap((width) => (whole.length > width ? pieces(whole, width) : []))
  const standard = [...inner, whole, ...wrapped]
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))]
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Written by hand because neither `Buffer` nor `btoa` exists everywhere. */
function base64(bytes: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [one, two, three] = [at, at + 1, at + 2].map((index) => bytes.charCodeAt(index) || 0) as [
      number,
      number,
      number,
    ]
    const bits = (one << 16) | (two << 8) | three
    for (const shift of [18, 12, 6, 0]) text += digits[(bits >> shift) & 63]
  }
  const padding = (3 - (bytes.length % 3)) % 3
  return text.slice(0, text.length - padding) + '='.repeat(padding)
}

function pieces(text: string, width: number): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; at += width) found.push(text.slice(at, at + width))
  return found.filter((piece) => piece.length >= shortestPiece)
}

function urlForms(raw: string): string[] {
  const plain = encodeURIComponent(raw)
  const strict = plain.replace(/[!'()*]/g, codeOf)
  const form = plain.replace(/[!'()~]/g, codeOf).replaceAll('%20', '+')
  // Python's `quote` leaves the slashes of paths.
  const upper = [plain, strict, form, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')]
  const forms = [...upper, ...upper.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))]
  // An address may stand in another one, as where to go back to.
  return [...forms, ...forms.map((text) => encodeURIComponent(text))]
}

function codeOf(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
}

function jsonForms(raw: string): string[] {
  const json = JSON.stringify(raw).slice(1, -1)
  const ascii = json.replace(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
  // Python, Ruby, Node and `set -x` show a text of several lines in single quotes, or in whichever quotes it does not contain.
  const bare = json.replaceAll('\\"', '"')
  const forms = [json, ascii, json.replaceAll('/', '\\/'), bare, bare.replaceAll("'", String.raw`\'`)]
  return [...forms, ...forms.map((form) => JSON.stringify(form).slice(1, -1))]
}

function xmlForms(raw: string): string[] {
  const text = raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = text.replaceAll('"', '&quot;')
  return [text, quoted, ...['&#39;', '&apos;', '&#x27;'].map((mark) => quoted.replaceAll("'", mark))]
}

/** The forms of `set -x` and `printf %q`. */
function shellForms(raw: string): string[] {
  return [raw.replaceAll("'", String.raw`'\''`), raw.replace(/[^\w@%+=:,./\u0080-\uffff-]/g, String.raw`\$&`)]
}

function hexForms(bytes: string): string[] {
  const hex = bytes.replace(/[^]/g, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
  return [hex, hex.toUpperCase()]
}
