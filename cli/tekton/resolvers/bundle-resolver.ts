import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { err, ok } from '#domain/result.ts'
import { largest } from '#server/node/outgoing/ask.ts'
import { manifestTypes, openRegistry, readImage } from '#server/node/registries/oci-registry.ts'
import { textOf, type Resolver } from './resolver.ts'

const manifestSchema = z.looseObject({
  layers: z.array(z.looseObject({ digest: z.string(), annotations: z.record(z.string(), z.string()).optional() })),
})

/** Tekton's resolver `bundles`: an image in a registry with one object per layer. */
export const resolveBundle: Resolver = async (reference, context) => {
  const [bundle, name] = [textOf(reference, 'bundle'), textOf(reference, 'name')]
  const kind = (textOf(reference, 'kind') ?? reference.kind).toLowerCase()
  if (bundle === undefined || name === undefined)
    return err('The resolver "bundles" needs the parameters "bundle" and "name"')
  const image = readImage(bundle)
  const registry = openRegistry(image, context)
  const answer = await registry(`manifests/${image.version}`, { accept: manifestTypes })
  if (!answer.ok) return answer
  const digest = createHash('sha256').update(answer.value.bytes).digest('hex')
  if (image.version.startsWith('sha256:') && image.version !== `sha256:${digest}`)
    return err(`${bundle} has another digest than it is asked for by`)
  const manifest = parseJson(answer.value.bytes.toString(), manifestSchema)
  const layer = manifest?.layers.find(
    ({ annotations = {} }) =>
      annotations['dev.tekton.image.name'] === name && annotations['dev.tekton.image.kind']?.toLowerCase() === kind,
  )
  if (layer === undefined) return err(`The bundle ${bundle} holds no ${kind} "${name}"`)
  const blob = await registry(`blobs/${layer.digest}`, {})
  if (!blob.ok) return blob
  const text = await soleFile(blob.value.bytes)
  if (text === undefined) return err(`The layer of "${name}" in the bundle ${bundle} holds no file`)
  const uri = `${image.registry}/${image.repository}`
  return ok({ text, source: { uri, digest: { sha256: digest }, entryPoint: name } })
}

async function soleFile(layer: Buffer): Promise<string | undefined> {
  const archive = layer[0] === 0x1f && layer[1] === 0x8b ? gunzipSync(layer, { maxOutputLength: largest }) : layer
  const [file] = await unpackTar(archive, { strict: true, filter: ({ type }) => type === 'file' })
  return file?.data === undefined ? undefined : new TextDecoder().decode(file.data)
}
