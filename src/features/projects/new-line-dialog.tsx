import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { usePlatform } from '#client/platform.ts'
import { templatesOptions } from '#client/queries/templates.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { Select } from '#ui/fields/select.tsx'
import { EmptyLineDialog } from './empty-line-dialog.tsx'
import { TemplateDialog } from './template-dialog.tsx'
import { templateMessages } from './template-messages.ts'

export interface NewLineDialogProps {
  readonly project: string
  readonly taken: readonly string[]
  readonly onClose: () => void
}

const empty = 'empty'
const repository = '+repository'

/** Creates a line: an empty board, or a template with everything that a delivery needs. */
export function NewLineDialog({ project, taken, onClose }: NewLineDialogProps) {
  const t = useMessages(templateMessages)
  const { language } = usePreferences()
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const templates = useQuery(templatesOptions(client, project)).data?.templates ?? []
  const chosen = templates.find(({ name }) => name === search.get('template'))
  const head = (
    <>
      <Select
        label={t('beginWith')}
        choices={[
          { id: empty, title: t('emptyBoard') },
          { id: repository, title: t('fromRepository') },
          ...templates.map(({ name, title }) => ({ id: name, title: title[language] })),
        ]}
        value={chosen?.name ?? empty}
        onChange={(id) =>
          setSearch(
            id === repository ? { start: 'repository' } : { new: '1', ...(id === empty ? {} : { template: id }) },
            {
              replace: true,
            },
          )
        }
      />
      <p className="lw-muted">{chosen?.description[language] ?? t('emptyBoardText')}</p>
    </>
  )
  return chosen === undefined ? (
    <EmptyLineDialog project={project} taken={taken} onClose={onClose} head={head} />
  ) : (
    <TemplateDialog key={chosen.name} project={project} template={chosen} onClose={onClose} head={head} />
  )
}
