import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { createProject } from '#contract/new-project.ts'
import { deriveId, idPattern, normalise } from '#domain/ids.ts'
import type { Project } from '#domain/project.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { meOptions } from '#client/queries/session.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Page } from '#ui/page/page.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { adminsOf } from './admins-of.ts'
import { newProjectMessages } from './new-project-messages.ts'

/** Creates an empty project, whose creator becomes its admin. Without the right, it says up front whom to ask. */
export function NewProjectPage() {
  const t = useMessages(newProjectMessages)
  const { client } = usePlatform()
  const memberships = useQuery(meOptions(client)).data?.memberships
  useTitle(t('title'))
  return (
    <Page title={t('title')} note={t('note')}>
      {memberships === undefined ? (
        <Skeleton rows={3} />
      ) : memberships.some(({ role }) => role === 'admin') ? (
        <NewProjectForm />
      ) : (
        <WhoMay projects={memberships.map(({ project }) => project.name)} />
      )}
    </Page>
  )
}

function WhoMay({ projects }: { readonly projects: readonly string[] }) {
  const t = useMessages(newProjectMessages)
  const { choice } = useFormat()
  const { client } = usePlatform()
  const admins = useQueries({
    queries: projects.map((project) => projectOptions(client, project)),
    combine: (answers) => adminsOf(answers.flatMap(({ data }) => data?.members ?? [])),
  })
  return (
    <EmptyState
      icon={<Lock size={24} />}
      title={t('onlyAdmins')}
      text={admins.length === 0 ? t('askSomebody') : t('askAdmins', { names: choice(admins) })}
    />
  )
}

function NewProjectForm() {
  const t = useMessages(newProjectMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [displayName, setDisplayName] = useTyped('new project name', z.string(), '')
  const [typed, setTyped] = useTyped('new project id', z.string().optional(), undefined)
  const [description, setDescription] = useTyped('new project description', z.string(), '')
  const name = normalise(typed ?? deriveId(displayName) ?? '')
  const isReady = displayName.trim() !== '' && idPattern.test(name)
  const create = useMutation({
    mutationFn: (body: Project) => client.ask(createProject, { body }),
    async onSuccess(project) {
      await cache.invalidateQueries({ queryKey: ['me'] })
      showToast({ text: t('created', { name: project.displayName }) })
      await navigate(pathTo('home', { project: project.name }))
    },
  })
  const refusal = useRefusal(create.error, ['name', 'displayName', 'description'])
  return (
    <Card label={t('title')}>
      <form
        className="lw-narrow-form lw-pad"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !create.isPending)
            create.mutate({ name, displayName: displayName.trim(), description: description.trim() })
        }}
      >
        <p className="lw-muted">{t('beginsEmpty')}</p>
        <TextField
          label={t('displayName')}
          error={refusal.at('displayName')}
          value={displayName}
          onChange={setDisplayName}
          placeholder={t('displayNameExample')}
          isRequired
          autoFocus
        />
        <TextField
          label={t('name')}
          help={t('nameHelp')}
          error={name === create.variables?.name ? refusal.at('name') : undefined}
          value={typed ?? name}
          onChange={setTyped}
          mono
          isRequired
        />
        <TextField
          label={t('description')}
          error={refusal.at('description')}
          value={description}
          onChange={setDescription}
        />
        {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
        <div>
          <Button kind="primary" type="submit" reason={isReady ? undefined : t('nameNeeded')}>
            {t('create')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
