import { CircleAlert, EqualNot } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { shapeOf } from './grid-icons.ts'

/** The order of the layers, and what the marks of the grid mean. */
export function GridLegend() {
  const t = useMessages(parametersMessages)
  const { reference } = useValues()
  const layers = [
    ['line', t('layerLine'), t('fromLine')],
    ['deployment', t('layerDeployment'), t('setHere')],
    ['environment', t('layerEnvironment'), t('fromEnvironment')],
    ['application', t('layerApplication'), t('fromApplication')],
    ['project', t('layerProject'), t('fromProject')],
    ['derived', t('layerDerived'), t('fromResources')],
    ['default', t('layerDefault'), t('readOnlyLayer')],
  ] as const
  return (
    <>
      <section className="lw-values-section">
        <h2>{t('layers')}</h2>
        <ol className="lw-values-layers">
          {layers.map(([layer, title, note]) => (
            <li key={layer}>
              <svg viewBox="0 0 16 16" aria-hidden>
                <path d={shapeOf(layer)} />
              </svg>
              <span className="lw-grow">{title}</span>
              <span className="lw-muted">{note}</span>
            </li>
          ))}
        </ol>
      </section>
      <section className="lw-values-section">
        <h2>{t('marks')}</h2>
        <ul className="lw-values-marks">
          <li>
            <span className="lw-values-mark">
              <strong>50</strong>
            </span>
            {t('markOwn')}
          </li>
          <li>
            <span className="lw-values-mark lw-muted">50</span>
            {t('markInherited')}
          </li>
          <li>
            <span className="lw-values-mark" data-tone="violet">
              <EqualNot size={14} aria-hidden />
            </span>
            {t('markDiffers', { name: reference })}
          </li>
          <li>
            <span className="lw-values-mark" data-tone="amber">
              <CircleAlert size={14} aria-hidden />
            </span>
            {t('markMissing')}
          </li>
          <li>
            <span className="lw-values-mark" data-tone="none" />
            {t('markNone')}
          </li>
        </ul>
      </section>
    </>
  )
}
