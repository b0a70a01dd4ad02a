import { useMessages } from '#ui/i18n/use-messages.tsx'
import { compositionMessages } from './composition-messages.ts'

/** Short name of an adapter on this page: A, B, ..., Z, A2, ... */
export function letterOf(index: number): string {
  const round = Math.floor(index / 26)
  return `${String.fromCharCode(65 + (index % 26))}${round === 0 ? '' : String(round + 1)}`
}

/** There are only eight colours; beyond that the letters tell adapters apart. */
export function hueOf(index: number): number {
  return index % 8
}

/** The adapters that contributed a part, as coloured letters; screen readers get the names. */
export function OwnerMarks({
  owners,
  names,
}: {
  readonly owners: readonly number[]
  readonly names: readonly string[]
}) {
  const t = useMessages(compositionMessages)
  return (
    <span className="lw-owners">
      <span className="lw-hidden">
        {t('adapters')}: {owners.map((owner) => names[owner] ?? '').join(', ')}
      </span>
      {owners.map((owner) => (
        <span key={owner} className="lw-owner" data-hue={hueOf(owner)} title={names[owner]} aria-hidden>
          {letterOf(owner)}
        </span>
      ))}
    </span>
  )
}
