import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { createProject } from '#contract/new-project.ts'
import { deriveId, idPattern, normalise } from '#domain/ids.ts'
import type { Project } from '#domain/project.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Page } from '#ui/page.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { useTitle } from '#ui/slots.tsx'
import { TextField } from '#ui/text-field.tsx'
import { showToast } from '#ui/toast.tsx'
import { newProjectMessages } from './new-project-messages.ts'

/** Begins an empty project; whoever begins it administers it. */
export function NewProjectPage() {
  const t = useMessages(newProjectMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [displayName, setDisplayName] = useState('')
  const [typed, setTyped] = useState<string>()
  const [description, setDescription] = useState('')
  const name = normalise(typed ?? deriveId(displayName) ?? '')
  const isReady = displayName.trim() !== '' && idPattern.test(name)
  useTitle(t('title'))
  const create = useMutation({
    mutationFn: (body: Project) => client.ask(createProject, { body }),
    async onSuccess(project) {
      await cache.invalidateQueries({ queryKey: ['me'] })
      showToast({ text: t('created', { name: project.displayName }) })
      await navigate(pathTo('home', { project: project.name }))
    },
  })
  return (
    <Page title={t('title')} note={t('note')}>
      <Card label={t('title')}>
        <form
          className="lw-narrow-form lw-pad"
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady && !create.isPending)
              create.mutate({ name, displayName: displayName.trim(), description: description.trim() })
          }}
        >
          <TextField
            label={t('displayName')}
            value={displayName}
            onChange={setDisplayName}
            placeholder={t('displayNameExample')}
            isRequired
            autoFocus
          />
          <TextField label={t('name')} help={t('nameHelp')} value={typed ?? name} onChange={setTyped} mono isRequired />
          <TextField label={t('description')} value={description} onChange={setDescription} />
          {create.isError ? <ProblemPanel problem={problemOf(create.error)} /> : null}
          <div>
            <Button kind="primary" type="submit" reason={isReady ? undefined : t('nameNeeded')}>
              {t('create')}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  )
}
