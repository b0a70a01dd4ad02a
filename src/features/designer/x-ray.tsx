import { ScanLine, SlidersHorizontal, X } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { placedLinks } from '#client/value-places.ts'
import type { Stage } from '#domain/line/line.ts'
import { reachedArguments } from '#domain/parameters/reach.ts'
import type { Layer, ResolvedParameter } from '#domain/parameters/resolved.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { ValueChain } from '#ui/value-chain.tsx'
import { useDesigner } from './designer-context.ts'
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

interface XRayProps {
  readonly stage: Stage
  readonly parameter: ResolvedParameter
  readonly onUnset: (() => void) | undefined
}

/** Back from a value to everything that was said about it, and forward to the task arguments that it fills. */
export function XRay({ stage, parameter, onUnset }: XRayProps) {
  const t = useMessages(designerMessages)
  const { project, view } = useDesigner()
  const { name } = parameter
  const { app, name: deployment } = stage.spec.deployment
  const links = placedLinks(
    { layer: (layer) => t(layerWords[layer]), none: t('none') },
    { project, parameter: name, secret: parameter.secret?.key },
    parameter.chain,
  )
  const used = reachedArguments(view.world, stage.spec.pipeline, name)
  return (
    <Popover
      label={t('whereFromNamed', { name })}
      trigger={
        <IconButton label={t('whereFromNamed', { name })}>
          <ScanLine size={16} aria-hidden />
        </IconButton>
      }
    >
      <div className="lw-xray">
        <header>
          <strong>{t('whereFrom')}</strong>
        </header>
        <ValueChain label={t('whereFrom')} links={links} wins={t('wins')} overruled={t('overruled')} />
        {parameter.state === 'later' ? (
          <p className="lw-muted">{t('laterNamed', { names: parameter.waitsFor.join(', ') })}</p>
        ) : null}
        {used.length === 0 ? null : (
          <p>
            {t('usedIn')}{' '}
            <span className="lw-mono">{used.map(({ task, argument }) => `${task}.${argument}`).join(', ')}</span>
          </p>
        )}
        <footer>
          {onUnset === undefined ? null : (
            <Button icon={<X size={14} aria-hidden />} onPress={onUnset}>
              {t('unset')}
            </Button>
          )}
          <LinkButton
            to={pathTo('parameters', { project }, { view: 'form', scope: `${app}/${deployment}`, parameter: name })}
            icon={<SlidersHorizontal size={14} aria-hidden />}
          >
            {t('openParameters')}
          </LinkButton>
          <CopyButton text={links.map(({ layer, value }) => `${layer}: ${value}`).join('\n')} />
        </footer>
      </div>
    </Popover>
  )
}
