import { z } from 'zod'
import type { LineBindings } from './line-bindings.ts'
import type { SheetRow } from './sheet-rows.ts'
import type { Sheet, SheetCell } from './sheet.ts'

/** A Deployment that lacks values which stages of lines ask for: the stages cannot run without them. */
export const placeToFillSchema = z.object({
  application: z.string(),
  deployment: z.string(),
  environment: z.string(),
  /** Parameters without a value. */
  values: z.array(z.string()),
  /** Parameters that refer to a secret which the environment lacks. */
  secrets: z.array(z.string()),
})
export type PlaceToFill = z.infer<typeof placeToFillSchema>

/** Returns the Deployments of a sheet that have something to fill for a stage of a line, in the order of the sheet. */
export function placesToFill({ scopes, rows, cell }: Sheet, lines: LineBindings): readonly PlaceToFill[] {
  return scopes.flatMap((scope) => {
    if (scope.kind !== 'deployment') return []
    const { application, deployment, environment } = scope
    const isAsked = ({ wanted }: SheetRow): boolean =>
      lines.stagesOf(application, deployment, wanted.get(application)?.pipelines ?? []).length > 0
    // Few cells lack something, and only those need a search through all stages of the application.
    const lacking = (isLacking: (found: SheetCell) => boolean): string[] =>
      rows.filter((row) => isLacking(cell(row, scope)) && isAsked(row)).map(({ name }) => name)
    const values = lacking(({ state }) => state === 'missing')
    const secrets = lacking(({ secret }) => secret?.isSet === false)
    return values.length + secrets.length === 0 ? [] : [{ application, deployment, environment, values, secrets }]
  })
}

/** Removes from places what the others must fill as well. */
export function placesBeyond(places: readonly PlaceToFill[], others: readonly PlaceToFill[]): readonly PlaceToFill[] {
  return places.flatMap((place) => {
    const same = others.find((one) => one.application === place.application && one.deployment === place.deployment)
    const values = place.values.filter((name) => same?.values.includes(name) !== true)
    const secrets = place.secrets.filter((name) => same?.secrets.includes(name) !== true)
    return values.length + secrets.length === 0 ? [] : [{ ...place, values, secrets }]
  })
}
