import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { lineBindings, type LineBindings } from '#domain/parameters/line-bindings.ts'
import { type KnownSecrets, knownSecrets, parameterSheet, type Sheet } from '#domain/parameters/sheet.ts'
import { usePlatform } from '../platform.ts'
import { secretsOptions } from './secrets.ts'
import { documentsOptions } from './document-lists.ts'

export interface PublishedSheet {
  readonly sheet: Sheet
  readonly bindings: LineBindings
}

/** The published values of a project with their chains; undefined while lines and secrets load. */
export function usePublishedSheet(project: string, world: World | undefined): PublishedSheet | undefined {
  const { client } = usePlatform()
  const documents = useQuery(documentsOptions(client, project, 'line')).data?.documents
  const secrets = useSecretKeys(project)
  return useMemo(() => {
    if (world === undefined || documents === undefined) return undefined
    const bindings = lineBindings(documents.flatMap(({ text }) => parseLine(text).line ?? []))
    return { bindings, sheet: parameterSheet(world, bindings, secrets) }
  }, [world, documents, secrets])
}

/** The keys that the secret store holds with their versions, by environment. */
export function useSecretKeys(project: string): KnownSecrets {
  const { client } = usePlatform()
  const { data } = useQuery(secretsOptions(client, project))
  return useMemo(() => knownSecrets(data?.secrets ?? []), [data])
}
