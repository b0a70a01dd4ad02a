import type { z } from 'zod'
import { draftedTexts } from '#contract/drafts.ts'
import type { listValuesToFill } from '#contract/values-to-fill.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { Texts } from '#domain/documents.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { knownSecrets, parameterSheet } from '#domain/parameters/sheet.ts'
import { placesBeyond, placesToFill, type PlaceToFill } from '#domain/parameters/values-to-fill.ts'
import { textsOf } from '#domain/project-documents.ts'
import type { Ports } from '../../ports.ts'
import type { WorldService } from './world.ts'

type Places = z.output<typeof listValuesToFill.response>['places']

/** Each draft is read and compiled on top of everything published, so only the newest ones are considered. */
const mostDrafts = 5

/**
 * Missing values, each once: those that neither the published documents nor any draft sets, and those that only this
 * person's drafts need.
 */
export async function listPlacesToFill(
  { documents, secrets, drafts }: Pick<Ports, 'documents' | 'secrets' | 'drafts'>,
  worlds: Pick<WorldService, 'read'>,
  project: string,
  person: string,
): Promise<Places> {
  const [lines, kept, own] = await Promise.all([
    documents.list(project, 'line'),
    secrets.list(project),
    drafts.list(project, person),
  ])
  const published = textsOf(lines)
  const known = knownSecrets(kept)

  async function lackingIn(texts: Texts): Promise<readonly PlaceToFill[]> {
    const { world } = await worlds.read(project, texts)
    const ofLines = Object.entries({ ...published, ...texts }).filter(([id]) => id.startsWith('line/'))
    const bindings = lineBindings(ofLines.flatMap(([, text]) => parseLine(text).line ?? []))
    return placesToFill(parameterSheet(world, bindings, known), bindings)
  }

  const now = await lackingIn({})
  const drafted = await Promise.all(
    own.slice(0, mostDrafts).map(async ({ subject, content }) => {
      const places = await lackingIn(draftedTexts(content))
      return {
        asked: placesBeyond(places, now).map((place) => ({ ...place, draft: subject })),
        given: placesBeyond(now, places),
      }
    }),
  )
  return [
    ...drafted.reduce((places, { given }) => placesBeyond(places, given), now),
    ...drafted.flatMap(({ asked }) => asked),
  ]
}
