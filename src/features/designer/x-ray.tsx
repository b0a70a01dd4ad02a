import { ScanLine, X } from 'lucide-react'
import type { Layer, Origin, ResolvedParameter } from '#domain/parameters/resolved.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Popover } from '#ui/popover.tsx'
import { designerMessages } from './messages.ts'

const layerWords = {
  line: 'layerLine',
  deployment: 'layerDeployment',
  environment: 'layerEnvironment',
  application: 'layerApplication',
  project: 'layerProject',
  derived: 'layerDerived',
  default: 'layerDefault',
} as const satisfies Record<Layer, string>

/** The whole chain of a value: strongest on top, the winner on accent ground, losers struck through. */
export function XRay({
  parameter,
  onUnset,
}: {
  readonly parameter: ResolvedParameter
  readonly onUnset: (() => void) | undefined
}) {
  const t = useMessages(designerMessages)
  const shown = (origin: Origin): string => origin.expression ?? origin.value ?? t('none')
  const won = (origin: Origin): string =>
    parameter.state === 'secret' ? `${t('secret')} ${parameter.secret?.key ?? ''}` : shown(origin)
  const chain = parameter.chain
    .map((origin) => `${t(layerWords[origin.layer])}: ${origin.won ? won(origin) : shown(origin)}`)
    .join('\n')
  return (
    <Popover
      label={t('whereFromNamed', { name: parameter.name })}
      trigger={
        <IconButton label={t('whereFromNamed', { name: parameter.name })}>
          <ScanLine size={16} aria-hidden />
        </IconButton>
      }
    >
      <div className="lw-xray">
        <header>
          <strong>{t('whereFrom')}</strong>
        </header>
        <ol>
          {parameter.chain.map((origin, index) => (
            <li key={index} data-won={origin.won || undefined} data-said={origin.value !== undefined || undefined}>
              <span className="lw-xray-dot" aria-hidden />
              <span>{t(layerWords[origin.layer])}</span>
              <span className="lw-xray-source lw-ellipsis">
                {origin.value === undefined && !origin.won ? '' : (origin.source?.text ?? '')}
              </span>
              <span className="lw-xray-value lw-mono lw-ellipsis">{origin.won ? won(origin) : shown(origin)}</span>
            </li>
          ))}
        </ol>
        {parameter.state === 'later' ? (
          <p className="lw-muted">{t('laterNamed', { names: parameter.waitsFor.join(', ') })}</p>
        ) : null}
        <footer>
          {onUnset === undefined ? null : (
            <Button icon={<X size={14} aria-hidden />} onPress={onUnset}>
              {t('unset')}
            </Button>
          )}
          <CopyButton text={chain} />
        </footer>
      </div>
    </Popover>
  )
}
