import { valueOf, type PodMetadata } from '../values/field-refs.ts'
import { substituteTexts } from '../values/rewrite.ts'
import type { Lookup } from '../values/substitute.ts'
import { releaseGuards } from './substitute-step.ts'
import type { VolumeFile } from './task-launch.ts'
import type { ObjectFiles, Volume } from '../volume.ts'

/** The source of a part of a volume: known files, or the keys of a Secret or ConfigMap. */
export type DraftSource =
  | { readonly kind: 'files'; readonly files: readonly VolumeFile[] }
  | { readonly kind: 'secret' | 'configMap'; readonly object: ObjectFiles & { readonly name: string } }

/** A volume of a launch before Secrets and ConfigMaps have been read. */
export type DraftVolume =
  | { readonly kind: 'empty'; readonly name: string }
  | { readonly kind: 'folder'; readonly name: string; readonly directory: string }
  | { readonly kind: 'objects'; readonly name: string; readonly sources: readonly DraftSource[] }

/** Volumes of a Task, or of its workspaces, with references replaced. */
export function draftVolumes(
  volumes: readonly Volume[],
  { namespace, lookup, pod }: { readonly namespace: string; readonly lookup: Lookup; readonly pod: PodMetadata },
): readonly DraftVolume[] {
  return volumes.map((written): DraftVolume => {
    const volume = substituteTexts(written, (reference) => {
      const value = lookup(reference)
      return typeof value === 'string' ? releaseGuards(value) : undefined
    })
    const { name, persistentVolumeClaim: claim } = volume
    if (claim !== undefined) return { kind: 'folder', name, directory: `${namespace}/${claim.claimName}` }
    const sources = [volume, ...(volume.projected?.sources ?? [])].flatMap((source) => sourcesOf(source, pod))
    const made = volume.secret ?? volume.configMap ?? volume.projected ?? volume.downwardAPI
    return made === undefined ? { kind: 'empty', name } : { kind: 'objects', name, sources }
  })
}

function sourcesOf(
  { secret, configMap, downwardAPI }: Pick<Volume, 'secret' | 'configMap' | 'downwardAPI'>,
  pod: PodMetadata,
): readonly DraftSource[] {
  const files = (downwardAPI?.items ?? []).map(({ path, fieldRef }) => ({
    path,
    text: fieldRef === undefined ? '' : valueOf(fieldRef.fieldPath, pod),
  }))
  return [
    ...(secret === undefined
      ? []
      : [{ kind: 'secret' as const, object: { ...secret, name: secret.secretName ?? secret.name ?? '' } }]),
    ...(configMap === undefined
      ? []
      : [{ kind: 'configMap' as const, object: { ...configMap, name: configMap.name ?? '' } }]),
    ...(files.length === 0 ? [] : [{ kind: 'files' as const, files }]),
  ]
}
