import { ScanLine } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'
import { placedLinks } from '#client/value-places.ts'
import type { World } from '#domain/line/world.ts'
import { askingAdapter } from '#domain/parameters/parameter-field.ts'
import type { ReachedArgument } from '#domain/parameters/reach.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { IconButton } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Markdown } from '#ui/text/markdown.tsx'
import { Popover } from '#ui/overlays/popover.tsx'
import { ValueChain } from '#ui/text/value-chain.tsx'
import { layerWord } from './layer-words.ts'
import { valueMessages } from './value-messages.ts'
import './chain-popover.css'

export interface ChainPopoverProps {
  readonly project: string
  readonly parameter: ResolvedParameter
  /** The parameter's documentation in Markdown, if the page does not show it. */
  readonly doc?: string
  /** Subject of the change set in which the value is shown; undefined for published values. */
  readonly changes?: string
  /** The adapters and Pipelines, so that a default can link to its adapter. */
  readonly world: Pick<World, 'adapters' | 'applications' | 'pipelines' | 'taken'>
  /** The task arguments that the value fills. */
  readonly reached: readonly ReachedArgument[]
  /** The page that shows such a task. */
  readonly addressOf?: ((reached: ReachedArgument) => string) | undefined
  /** The manifest lines that contain the value. */
  readonly lines?: ReactNode
  /** Further actions: links and buttons. */
  readonly actions?: ReactNode
}

/** A button at a value: where it comes from, and which task arguments it fills. */
export function ChainPopover(props: ChainPopoverProps) {
  const { project, parameter, doc = '', changes, world, reached, addressOf, lines, actions } = props
  const t = useMessages(valueMessages)
  const { name, state, waitsFor } = parameter
  const links = placedLinks(
    { layer: (layer) => layerWord(t, layer), none: t('none') },
    {
      project,
      parameter: name,
      secret: parameter.secret?.key,
      changes,
      adapterOfPipeline: (pipeline) => askingAdapter(world, pipeline, name),
    },
    parameter.chain,
  )
  return (
    <Popover
      label={t('whereFromNamed', { name })}
      trigger={
        <IconButton label={t('whereFromNamed', { name })}>
          <ScanLine size={16} aria-hidden />
        </IconButton>
      }
    >
      {/* A section, so that its header and footer are not those of the whole page. */}
      <section className="lw-chain-popover">
        {doc === '' ? null : (
          <section>
            <Markdown text={doc} />
          </section>
        )}
        <header>
          <strong>{t('whereFrom')}</strong>
        </header>
        <ValueChain label={t('whereFrom')} links={links} wins={t('wins')} overruled={t('overruled')} />
        {state === 'later' ? <p className="lw-muted">{t('laterNamed', { names: waitsFor.join(', ') })}</p> : null}
        {reached.length === 0 ? null : (
          <p>
            {t('usedIn')}{' '}
            <span className="lw-mono">
              {reached.map((one, index) => {
                const words = `${one.task}.${one.argument}`
                return (
                  <Fragment key={words}>
                    {index === 0 ? null : ', '}
                    {addressOf === undefined ? words : <Link to={addressOf(one)}>{words}</Link>}
                  </Fragment>
                )
              })}
            </span>
          </p>
        )}
        {lines === undefined ? null : <section>{lines}</section>}
        <footer>
          {actions}
          <CopyButton
            text={links.map(({ layer, source, value }) => `${layer}\t${source}\t${value}`).join('\n')}
            label={t('copyChain')}
          />
        </footer>
      </section>
    </Popover>
  )
}
