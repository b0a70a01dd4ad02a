import { parse } from '../yaml.ts'
import { z } from 'zod'
import { problem, type Problem } from '../problem.ts'
import { say } from '../sentence.ts'
import { err, ok, type Result } from '../result.ts'

const textSchema = z.object({ en: z.string(), ja: z.string() })

/** A question of a template. A `name` becomes part of ids; a `repository` is one of the project's, or an address; a `text` is used in values. */
const askSchema = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  kind: z.enum(['name', 'repository', 'text', 'choice']),
  title: textSchema,
  help: textSchema.optional(),
  /** May refer to earlier answers as `{{name}}`. */
  default: z.string().optional(),
  choices: z.array(z.string()).optional(),
})
export type TemplateAsk = z.infer<typeof askSchema>

const documentSchema = z.object({
  /** Id of the document, with `{{name}}` for answers. */
  id: z.string(),
  /** Whether an existing document with this id stays unchanged. */
  keep: z.boolean().default(false),
  text: z.string(),
})

/** A line with everything it needs: QVS Configs, deployments, environments. `{{name}}` in ids and texts stands for an answer. */
export const templateSchema = z.object({
  name: z.string(),
  title: textSchema,
  description: textSchema,
  /** The line to open afterwards, with `{{name}}` for answers. */
  line: z.string(),
  asks: z.array(askSchema),
  documents: z.array(documentSchema),
  readme: textSchema,
})
export type Template = z.infer<typeof templateSchema>

const manifestSchema = templateSchema.omit({ name: true, documents: true, readme: true }).extend({
  documents: z.array(
    documentSchema
      .omit({ text: true })
      .extend({ file: z.string().optional(), data: z.record(z.string(), z.json()).optional() }),
  ),
})

/**
 * Parses templates from their files by path: `<name>/template.yaml`, the files it names, and the READMEs. A document is a `file`, or `data` to write
 * as JSON.
 */
export function readTemplates(files: Readonly<Record<string, string>>): Result<readonly Template[], Problem> {
  const templates: Template[] = []
  for (const [path, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const name = /^([a-z0-9-]+)\/template\.yaml$/.exec(path)?.[1]
    if (name === undefined) continue
    const data: unknown = parse(text)
    const manifest = manifestSchema.safeParse(data)
    if (!manifest.success)
      return err(
        problem('invalid-document', say`${path}: ${z.prettifyError(manifest.error)}`, { place: { document: path } }),
      )
    const documents: Template['documents'] = []
    for (const { id, keep, file, data: content } of manifest.data.documents) {
      const found = file === undefined ? `${JSON.stringify(content ?? {}, null, 2)}\n` : files[`${name}/${file}`]
      if (found === undefined)
        return err(
          problem('invalid-document', say`${path}: there is no file ${file ?? ''}`, { place: { document: path } }),
        )
      documents.push({ id, keep, text: found })
    }
    const readme = { en: files[`${name}/README.md`] ?? '', ja: files[`${name}/README.ja.md`] ?? '' }
    templates.push({ ...manifest.data, name, documents, readme })
  }
  return ok(templates)
}
