import { CopyButton } from '../copy-button.tsx'
import { useNow } from '../clock.ts'
import { useFormat } from '../i18n/format.ts'
import './values.css'

/** How long ago something happened (`5 h`, or `5 h ago` with `ago`), with the exact time as title. */
export function RelativeTime({ at, ago = false }: { readonly at: string; readonly ago?: boolean }) {
  const format = useFormat()
  const now = useNow()
  return (
    <time dateTime={at} title={format.dateTime(at)} className="lw-num lw-nowrap">
      {ago ? format.ago(at, now) : format.age(at, now)}
    </time>
  )
}

/** The time between two instants; without an end it keeps counting. */
export function Duration({
  from,
  to,
  clock = false,
}: {
  readonly from: string
  readonly to?: string | undefined
  readonly clock?: boolean
}) {
  if (to === undefined) return <Running from={from} form={clock ? 'clock' : 'duration'} />
  return <Spent milliseconds={Date.parse(to) - Date.parse(from)} form={clock ? 'took' : 'duration'} />
}

type DurationForm = 'clock' | 'took' | 'duration'

function Running({ from, form }: { readonly from: string; readonly form: DurationForm }) {
  const now = useNow()
  return <Spent milliseconds={Math.max(0, now - Date.parse(from))} form={form} />
}

function Spent({ milliseconds, form }: { readonly milliseconds: number; readonly form: DurationForm }) {
  const format = useFormat()
  return <span className="lw-num lw-nowrap">{format[form](milliseconds)}</span>
}

/** A shortened digest with the full one in its title, optionally to copy; nothing if there is none. */
export function Digest({ digest, copy = false }: { readonly digest: string; readonly copy?: boolean }) {
  if (digest === '') return null
  return (
    <span className="lw-digest" title={digest}>
      <span className="lw-mono">{shortDigest(digest)}</span>
      {copy ? <CopyButton text={digest} /> : null}
    </span>
  )
}

/** `sha256:4c1d…90ab`: the algorithm and the first and last four digits. Of commits (40 digits), the first seven. */
export function shortDigest(digest: string): string {
  if (/^[0-9a-f]{40}$/.test(digest)) return digest.slice(0, 7)
  const [algorithm, digits] = digest.includes(':') ? digest.split(':', 2) : ['', digest]
  if (digits === undefined || digits.length <= 12) return digest
  const short = `${digits.slice(0, 4)}…${digits.slice(-4)}`
  return algorithm === '' || algorithm === undefined ? short : `${algorithm}:${short}`
}
