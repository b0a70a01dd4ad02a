/** Shorter values are not masked: their text would stand everywhere by chance. */
export const shortestMasked = 4

/** Widths at which `base64` and OpenSSL break lines. */
const wraps = [76, 64]
/** Pieces of a broken or multi-line secret that are worth masking alone. */
const shortestPiece = 8

/**
 * Every form in which the value of a secret is recognised in output, longest first: raw, base64 (also inside longer text), URL, JSON, JSON in
 * JSON, XML, as a shell quotes it, hex.
 */
export function secretForms(value: string): readonly SecretForm[] {
  const texts = new Set<string>()
  const folding = new Set<string>()
  for (const raw of new Set([value, value.trim(), `${value.trimEnd()}\n`, value.replaceAll('\n', '\r\n')])) {
    if (raw.trim().length < shortestMasked) continue
    // Without the line end, which belongs to the log.
    const plain = raw.trim()
    for (const form of [plain, ...xmlForms(plain), ...shellForms(plain)]) texts.add(form)
    for (const form of [...urlForms(raw), ...jsonForms(raw)]) texts.add(form)
    for (const form of [...base64Forms(raw), ...hexForms(raw)]) folding.add(form)
  }
  if (value.trim().length >= shortestMasked) {
    for (const line of value.split(/\r?\n/)) if (line.trim().length >= shortestPiece) texts.add(line.trim())
  }
  const forms = [
    ...[...texts].map((text) => ({ text, folds: false })),
    ...[...folding].map((text) => ({ text, folds: true })),
  ]
  return forms
    .filter(({ text }) => text.length >= shortestMasked)
    .map(({ text, folds }) => ({ bytes: Buffer.from(text), folds }))
    .toSorted((a, b) => b.bytes.length - a.bytes.length)
}

/** One way in which a value may stand in output; `folds` where programs break it into lines. */
interface SecretForm {
  readonly bytes: Buffer
  readonly folds: boolean
}

/** Inside a longer text the secret starts at one of three bit positions; the characters that it shares with its neighbours are left out. */
function base64Forms(raw: string): string[] {
  const bytes = Buffer.from(raw)
  const inner = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const tail = (shift + bytes.length) % 3 === 0 ? 0 : 1
    return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - tail)
  })
  const all = [...inner, bytes.toString('base64')]
  const wrapped = wraps.flatMap((width) =>
    (bytes.length * 4) / 3 > width ? pieces(bytes.toString('base64'), width) : [],
  )
  const standard = [...all, ...wrapped]
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))]
}

function pieces(text: string, width: number): string[] {
  const found: string[] = []
  for (let at = 0; at < text.length; at += width) found.push(text.slice(at, at + width))
  return found.filter((piece) => piece.length >= shortestPiece)
}

function urlForms(raw: string): string[] {
  const plain = encodeUri(raw)
  const strict = plain.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
  const form = new URLSearchParams({ v: raw.toWellFormed() }).toString().slice(2)
  const upper = [plain, strict, form, strict.replaceAll('%20', '+')]
  return [...upper, ...upper.map((text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))]
}

function encodeUri(raw: string): string {
  return encodeURIComponent(raw.toWellFormed())
}

function jsonForms(raw: string): string[] {
  const json = JSON.stringify(raw).slice(1, -1)
  const ascii = json.replace(/[\u0080-\uffff]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const forms = [json, ascii, json.replaceAll('/', '\\/')]
  return [...forms, ...forms.map((form) => JSON.stringify(form).slice(1, -1))]
}

function xmlForms(raw: string): string[] {
  const text = raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = text.replaceAll('"', '&quot;')
  return [text, quoted, ...['&#39;', '&apos;', '&#x27;'].map((mark) => quoted.replaceAll("'", mark))]
}

/** As `set -x` and `printf %q` show it. */
function shellForms(raw: string): string[] {
  return [raw.replaceAll("'", String.raw`'\''`), raw.replace(/[^\w@%+=:,./\u0080-\uffff-]/g, String.raw`\$&`)]
}

function hexForms(raw: string): string[] {
  const hex = Buffer.from(raw).toString('hex')
  return [hex, hex.toUpperCase()]
}
