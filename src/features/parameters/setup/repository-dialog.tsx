import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import { idPattern, normalise } from '#domain/ids.ts'
import type { Repository } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { PushTriggers } from './push-triggers.tsx'
import { ResourceDialog } from './resource-dialog.tsx'
import { saveResource } from './resource-edits.ts'

const kinds = ['hosted', 'github', 'gitlab', 'bitbucket', 'backlog'] as const
export const kindWords = { github: 'GitHub', gitlab: 'GitLab', bitbucket: 'Bitbucket', backlog: 'Backlog' } as const

const draftSchema = z.object({
  kind: z.enum(kinds),
  protocol: z.enum(['https', 'ssh']),
  visibility: z.enum(['private', 'public']),
  url: z.string(),
  /** As typed; empty while it is derived from the address. */
  name: z.string(),
  description: z.string(),
})
/** A repository being typed. */
type RepositoryDraft = Readonly<z.output<typeof draftSchema>>

interface RepositoryDialogProps {
  readonly repository?: Repository | undefined
  /** Suggested name for a new one. */
  readonly proposed?: string
  readonly onClose: () => void
  readonly onCreated?: (name: string) => void
}

/** Creates or edits a Git repository: hosted by the platform, or elsewhere by address. */
export function RepositoryDialog({ repository, proposed = '', onClose, onCreated }: RepositoryDialogProps) {
  const t = useMessages(parametersMessages)
  const { project, world, editor, apply } = useValues()
  const [draft, setDraft] = useTyped(`repository/${repository?.name ?? ''}`, draftSchema, () => draftOf(repository))
  const { kind, visibility, url } = draft
  const change = (part: Partial<RepositoryDraft>): void => setDraft({ ...draft, ...part })
  const isHosted = kind === 'hosted'
  // Backlog and Bitbucket are cloned over SSH only.
  const isSshOnly = kind === 'backlog' || kind === 'bitbucket'
  const protocol = isSshOnly ? 'ssh' : draft.protocol
  const name = draft.name === '' ? nameOfUrl(url) || proposed : normalise(draft.name)
  const isNameTaken = world.repositories.some((one) => one.name === name && one !== repository)
  const isUrlWrong = !isHosted && url !== '' && !isAddress(protocol, url)
  const isUrlMissing = !isHosted && url === ''
  const fault =
    !idPattern.test(name) || isNameTaken ? t('nameNeeded') : isUrlMissing || isUrlWrong ? t('urlNeeded') : undefined

  function save(): boolean {
    const fields = {
      name,
      kind,
      gitCloneProtocol: isHosted ? 'https' : protocol,
      visibility,
      gitCloneUrl: isHosted ? `/git/${project}/${name}.git` : url.trim(),
      description: draft.description.trim(),
    }
    const done = apply(
      t('stepSave', { name }),
      saveResource(editor.store.getState(), documentId('repository', name), fields),
    )
    if (done) onCreated?.(name)
    return done
  }

  return (
    <ResourceDialog
      title={repository === undefined ? t('newRepository') : t('editRepository', { name })}
      id={repository === undefined ? undefined : documentId('repository', repository.name)}
      fault={fault}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={draft.name === '' ? name : draft.name}
        onChange={(typed) => change({ name: typed })}
        error={isNameTaken ? t('nameTaken') : name === '' || idPattern.test(name) ? undefined : t('nameForm')}
        help={repository === undefined ? t('nameHelp') : t('nameStays')}
        isDisabled={repository !== undefined}
        isRequired
        autoFocus={repository === undefined}
        mono
      />
      <Select
        label={t('repositoryKind')}
        choices={kinds.map((id) => ({ id, title: id === 'hosted' ? t('hosted') : kindWords[id] }))}
        value={kind}
        onChange={(id) => change({ kind: kinds.find((one) => one === id) ?? 'hosted' })}
        isDisabled={repository !== undefined}
        help={isHosted && repository === undefined ? t('hostedHelp') : undefined}
      />
      {isHosted ? null : (
        <>
          <Select
            label={t('gitCloneProtocol')}
            choices={[
              { id: 'https', title: 'HTTPS' },
              { id: 'ssh', title: 'SSH' },
            ]}
            value={protocol}
            onChange={(id) => change({ protocol: id === 'ssh' ? 'ssh' : 'https' })}
            isDisabled={isSshOnly}
            help={isSshOnly ? t('sshOnly', { kind: kindWords[kind] }) : undefined}
          />
          <TextField
            label={t('gitCloneUrl')}
            value={url}
            onChange={(typed) => change({ url: typed })}
            error={isUrlWrong ? t('urlForm', { protocol }) : undefined}
            isRequired
            mono
          />
        </>
      )}
      <Select
        label={t('visibility')}
        choices={[
          { id: 'private', title: t('private') },
          { id: 'public', title: t('public') },
        ]}
        value={visibility}
        onChange={(id) => change({ visibility: id === 'public' ? 'public' : 'private' })}
      />
      <TextField
        label={t('description')}
        value={draft.description}
        onChange={(description) => change({ description })}
      />
      {repository === undefined ? null : <PushTriggers repository={repository.name} />}
    </ResourceDialog>
  )
}

function draftOf(repository: Repository | undefined): RepositoryDraft {
  if (repository === undefined)
    return { kind: 'hosted', protocol: 'https', visibility: 'private', url: '', name: '', description: '' }
  const { kind, gitCloneProtocol: protocol, visibility, name, description } = repository
  return { kind, protocol, visibility, url: kind === 'hosted' ? '' : repository.gitCloneUrl, name, description }
}

function isAddress(protocol: RepositoryDraft['protocol'], url: string): boolean {
  return protocol === 'ssh' ? /^(ssh:\/\/|[\w.-]+@[\w.-]+:)/.test(url) : /^https?:\/\/\S+/.test(url)
}

/** The last part of an address, as a name. */
function nameOfUrl(url: string): string {
  const last = /([^/:]+?)(?:\.git)?\/?$/.exec(url.trim())?.[1] ?? ''
  return last
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
