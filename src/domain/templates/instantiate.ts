import { documentId, documentIdSchema, resourceText, type ChangePart } from '../documents.ts'
import { idPattern, normalise } from '../ids.ts'
import { hostedTokenSecret } from '../parameters/derived.ts'
import { problem, type Finding, type Problem } from '../problem.ts'
import { say } from '../sentence.ts'
import type { Repository } from '../project.ts'
import { isRepositoryAddress, repositoryElsewhere } from '../repository-elsewhere.ts'
import { err, ok, type Result } from '../result.ts'
import type { Template, TemplateAsk } from './template.ts'

/** What the project already has. */
export interface TemplateProject {
  readonly name: string
  readonly repositories: readonly Repository[]
  /** Ids of existing documents. */
  readonly documents: ReadonlySet<string>
}

/** A template with all answers filled in, ready to publish. */
export interface InstantiatedTemplate {
  /** Name of the line to open. */
  readonly line: string
  /** One change set: everything or nothing. */
  readonly parts: readonly ChangePart[]
}

type Answers = Readonly<Record<string, string>>

// Answers become part of quoted YAML and JSON texts, so they must not contain anything that ends one.
const textPattern = /^[^"'\\{}\s\p{Cc}](?:[^"'\\{}\p{Cc}]*[^"'\\{}\s\p{Cc}])?$/u

/** Completes the answers with defaults; a default may refer to earlier answers. */
export function answersFor(template: Template, given: Answers, project: TemplateProject): Answers {
  const answers: Record<string, string> = { project: project.name }
  for (const ask of template.asks) {
    const typed = normalise(given[ask.name] ?? '')
    answers[ask.name] = typed === '' ? fill(ask.default ?? '', answers) : typed
    if (ask.kind !== 'repository') continue
    if (isRepositoryAddress(typed)) answers[ask.name] = repositoryElsewhere(typed, project.repositories).name
    const repository = project.repositories.find(({ name }) => name === answers[ask.name])
    answers['gitTokenSecretName'] = repository?.kind === 'hosted' ? hostedTokenSecret : `${answers[ask.name] ?? ''}-git`
  }
  return answers
}

/** Repositories that answers give by address and the project does not have yet. */
function newRepositories(template: Template, given: Answers, { repositories }: TemplateProject): readonly Repository[] {
  return template.asks.flatMap(({ kind, name }) => {
    const address = normalise(given[name] ?? '')
    if (kind !== 'repository' || !isRepositoryAddress(address)) return []
    const repository = repositoryElsewhere(address, repositories)
    return repositories.includes(repository) ? [] : [repository]
  })
}

/** The problem with an answer; undefined if it is acceptable. */
export function answerFinding(ask: TemplateAsk, answer: string, project: TemplateProject): Finding | undefined {
  const args = { name: ask.name }
  const finding = (code: string, message: string): Finding => ({
    severity: 'error',
    code,
    message,
    args,
    place: { parameter: ask.name },
  })
  if (answer === '') return finding('answer-missing', `${ask.title.en} is needed`)
  if (ask.kind === 'name' && !idPattern.test(answer))
    return finding('answer-no-name', `${ask.title.en}: use lower-case letters, digits and inner hyphens`)
  if (ask.kind === 'repository' && !project.repositories.some(({ name }) => name === answer))
    return finding('answer-no-repository', `The project has no repository ${answer}`)
  if (ask.kind === 'choice' && ask.choices?.includes(answer) !== true)
    return finding('answer-no-choice', `${ask.title.en}: choose one of ${(ask.choices ?? []).join(', ')}`)
  if (ask.kind === 'text' && !textPattern.test(answer))
    return finding('answer-no-text', `${ask.title.en} holds a character that cannot stand here`)
  return undefined
}

/** Creates a template's documents as one change set, without existing documents that the template wants to keep. */
export function instantiateTemplate(
  template: Template,
  given: Answers,
  project: TemplateProject,
): Result<InstantiatedTemplate, Problem> {
  const answers = answersFor(template, given, project)
  const fresh = newRepositories(template, given, project)
  const known = { ...project, repositories: [...project.repositories, ...fresh] }
  const findings = template.asks.flatMap((ask) => answerFinding(ask, answers[ask.name] ?? '', known) ?? [])
  const [first] = findings
  if (first !== undefined) return err(problem('invalid-request', first.message, { findings, place: first.place }))
  const parts: ChangePart[] = fresh.map((repository) => ({
    id: documentId('repository', repository.name),
    text: resourceText(repository),
  }))
  for (const document of template.documents) {
    const id = fill(document.id, answers)
    if (!documentIdSchema.safeParse(id).success) return err(problem('invalid-document', say`${id} is no document`))
    if (!project.documents.has(id)) parts.push({ id, text: fill(document.text, answers) })
    else if (!document.keep)
      return err(
        problem('already-exists', say`There is ${id} already`, {
          place: { document: id },
          fix: say`Choose another name`,
        }),
      )
  }
  return ok({ line: fill(template.line, answers), parts })
}

function fill(text: string, answers: Answers): string {
  return text.replace(/\{\{([A-Za-z0-9]+)\}\}/g, (whole, name: string) => answers[name] ?? whole)
}
