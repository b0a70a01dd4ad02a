import { documentId, type DocumentId, parseDocumentId, type Texts } from './documents.ts'
import { openWholeLine } from './line/yaml-text.ts'
import type { Finding } from './problem.ts'
import type { ProjectResources } from './project-documents.ts'
import { keptPipelineId } from './tekton/bundle/kept-pipeline.ts'

/** Names that layers of parameters use, so no application may have them. */
export const reservedApplicationNames: ReadonlySet<string> = new Set(['application', 'environment', 'project'])

/**
 * Checks resources beyond their form, above all for references to something that does not exist. Each finding is at a document where the change set
 * could fix it: the one that refers and, if the change set deletes the other end, the one deleted. `lines` are texts of lines by document id; `gone`
 * are deleted Pipeline documents that no adapter supplies either.
 */
export function referenceFindings(
  resources: ProjectResources,
  lines: Texts,
  gone: readonly DocumentId[] = [],
): readonly Finding[] {
  const { repositories, applications, environments, deployments } = resources
  const has = (list: readonly { readonly name: string }[], name: string): boolean =>
    list.some((entry) => entry.name === name)
  const findings: Finding[] = []
  for (const { name, qvsConfigRepository } of applications) {
    const from = documentId('application', name)
    if (reservedApplicationNames.has(name)) findings.push(reserved(from, name))
    if (!has(repositories, qvsConfigRepository))
      findings.push(...missing(from, documentId('repository', qvsConfigRepository)))
  }
  for (const { name, gitCloneUrl } of repositories)
    if (holdsCredential(gitCloneUrl)) findings.push(credential(documentId('repository', name)))
  for (const { application, name, environment } of deployments) {
    const from = documentId('deployment', application, name)
    if (!has(applications, application)) findings.push(...missing(from, documentId('application', application)))
    if (!has(environments, environment)) findings.push(...missing(from, documentId('environment', environment)))
  }
  const known = new Set(deployments.map(({ application, name }) => documentId('deployment', application, name)))
  for (const [id, text] of Object.entries(lines)) {
    for (const to of referencesOfLine(text)) {
      // Validation of the line already reports it at the line; here it is reported at the deleted document.
      const isMissing = to.startsWith('deployment/') ? !known.has(to) : gone.includes(to)
      if (isMissing) findings.push(...missing(id, to).slice(1))
    }
  }
  return findings
}

/** Returns the lines that name a Pipeline, given the texts of lines by document id. */
export function linesUsing(pipeline: string, lines: Texts): readonly DocumentId[] {
  return Object.keys(lines).filter((id) => referencesOfLine(lines[id] ?? '').has(keptPipelineId(pipeline)))
}

/** Collects the documents that the stages of a line name. */
function referencesOfLine(text: string): ReadonlySet<DocumentId> {
  const found = new Set<DocumentId>()
  const stages = at(at(openWholeLine(text).value, 'spec'), 'stages')
  for (const stage of Array.isArray(stages) ? stages : []) {
    const pipeline = at(at(stage, 'spec'), 'pipeline')
    if (typeof pipeline === 'string') found.add(keptPipelineId(pipeline))
    const deployment = at(at(stage, 'spec'), 'deployment')
    const [app, name] = [at(deployment, 'app'), at(deployment, 'name')]
    if (typeof app === 'string' && typeof name === 'string') found.add(documentId('deployment', app, name))
  }
  return found
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

function missing(from: string, to: string): readonly [Finding, Finding] {
  const { kind = 'line', names = [] } = parseDocumentId(to) ?? {}
  const base = { severity: 'error', args: { from, to, kind, name: names.join('/') } } as const
  return [
    {
      ...base,
      code: 'unknown-reference',
      message: `${from} refers to ${to}, which is not there`,
      fix: `Create ${to}, or choose another one`,
      place: { document: from },
    },
    {
      ...base,
      code: 'still-used',
      message: `${to} is still used by ${from}`,
      fix: `Change or delete ${from} first`,
      place: { document: to },
    },
  ]
}

/** Everybody who reads the project sees its URLs. With SSH the name before `@` is a user name; with HTTPS it is as good as a password. */
function holdsCredential(url: string): boolean {
  return /^https?:\/\/[^/?#]*@/i.test(url)
}

function credential(document: string): Finding {
  return {
    severity: 'error',
    code: 'credential-in-url',
    message: 'The URL holds a credential, which everybody of the project could read',
    args: {},
    fix: 'Leave out what comes before @, and keep the token as a secret of the deployment',
    place: { document, path: 'gitCloneUrl' },
  }
}

function reserved(document: string, name: string): Finding {
  return {
    severity: 'error',
    code: 'reserved-name',
    message: `No application can be called ${name}: a layer of parameters has this name`,
    args: { name },
    fix: 'Choose another name',
    place: { document },
  }
}
