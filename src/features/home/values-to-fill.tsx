import { Pencil } from 'lucide-react'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import type { Outline } from '#contract/outline.ts'
import type { PlaceToFill } from '#domain/parameters/values-to-fill.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { laterMessages } from './later-messages.ts'

export interface ValuesToFillProps {
  readonly project: string
  readonly environments: Outline['environments']
  readonly places: readonly (PlaceToFill & { readonly draft?: string | undefined })[]
}

const mostPlaces = 2
const mostNames = 3

/** Deployments with missing values, each with a link to its form; beyond the first few, a link to all of them. */
export function ValuesToFill({ project, environments, places }: ValuesToFillProps) {
  const t = useMessages(laterMessages)
  const { list } = useFormat()
  const namesOf = ({ values, secrets }: PlaceToFill): string => {
    const all = [...values, ...secrets.map((name) => t('secret', { name }))]
    const more = all.length - mostNames
    return list(more <= 1 ? all : [...all.slice(0, mostNames), t('moreValues', { count: more })])
  }
  return (
    <>
      {places.slice(0, mostPlaces).map((place) => {
        const { application, deployment, environment, draft } = place
        const count = place.values.length + place.secrets.length
        return (
          <article key={`${draft ?? ''} ${application}/${deployment}`} className="lw-wait">
            <div className="lw-row">
              <Pencil size={16} className="lw-wait-pencil" aria-hidden />
              <h3 className="lw-ellipsis lw-grow">{t('valuesToFill', { count })}</h3>
              <EnvironmentChip name={environment} hue={hueOf(environments, environment)} />
            </div>
            <p>{t(draft === undefined ? 'needs' : 'needsInDraft', { application, names: namesOf(place) })}</p>
            <div className="lw-row">
              <LinkButton
                to={pathTo(
                  'parameters',
                  { project },
                  { view: 'form', scope: `${application}/${deployment}`, changes: draft },
                )}
              >
                {t('fillIn')}
              </LinkButton>
            </div>
          </article>
        )
      })}
      {places.length <= mostPlaces ? null : (
        <LinkButton
          kind="quiet"
          to={pathTo('parameters', { project }, { only: 'missing', changes: places[mostPlaces]?.draft })}
        >
          {t('allPlaces', { count: places.length })}
        </LinkButton>
      )}
    </>
  )
}
