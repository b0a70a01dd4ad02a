import { z } from 'zod'

/** Digest of a packaged application: SHA-256 of the archive's bytes, as `sha256:<64 hex digits>`. */
export const imageDigestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** `linewright-image.json` in an image: what starts when the manifest names no command, and where. */
export const imageConfigSchema = z.object({
  command: z.array(z.string().min(1)).min(1),
  /** Folder below the image in which the program starts. */
  workingDir: z
    .string()
    .default('.')
    .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'The folder must lie in the image'),
})
export type ImageConfig = z.infer<typeof imageConfigSchema>

/** The file of a packaged application that says how it is started; it lies at the root of the archive. */
export const imageConfigFile = 'linewright-image.json'

/** Folder of an unpacked image below the data directory's `images/`. */
export function imageFolder(digest: string): string {
  return digest.replace(':', '/')
}

/** Splits `<name>@sha256:<hex>`; undefined when the reference names no digest, since a tag may be another image tomorrow. */
export function parseImageReference(reference: string): { readonly name: string; readonly digest: string } | undefined {
  const at = reference.lastIndexOf('@')
  const digest = imageDigestSchema.safeParse(reference.slice(at + 1))
  return at > 0 && digest.success ? { name: reference.slice(0, at), digest: digest.data } : undefined
}
