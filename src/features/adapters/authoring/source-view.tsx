import { useQuery } from '@tanstack/react-query'
import { GitFork, Pencil } from 'lucide-react'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { moduleFileOptions, moduleFilesOptions, modulesOptions } from '#client/queries/modules.ts'
import { cueHover } from '#domain/cue/assist.ts'
import { cueDefinition } from '#domain/cue/definition.ts'
import type { CodeAssist } from '#ui/code/assist.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { authoringMessages } from './authoring-messages.ts'
import { adapterMessages } from '../messages.ts'
import { hoverOf } from './use-cue-assist.ts'

/** A file of a module, read-only, at the line in the URL. Names lead to their definitions, also in other packages. */
export function SourceView({ project, path }: { readonly project: string; readonly path: string }) {
  const t = useMessages(adapterMessages)
  const words = useMessages(authoringMessages)
  const { client } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const file = useQuery(moduleFileOptions(client, project, path))
  const files = useQuery(moduleFilesOptions(client, project))
  const line = Number(search.get('line') ?? '0')
  const highlight = useMemo(() => (line > 0 ? { from: line, to: line } : undefined), [line])
  const place = useMemo(() => (line > 0 ? { line } : undefined), [line])
  const module = file.data?.module ?? ''
  const modules = useQuery(modulesOptions(client, project))
  const rights = useRights(project)
  const ownModule = modules.data?.modules.find((one) => one.path === module && one.entry !== undefined)
  const isHere = ownModule?.entry?.source.kind === 'hosted'
  const nearby = file.data?.nearby ?? {}
  const assist: CodeAssist = {
    hover: (text, offset) => hoverOf(cueHover(path, text, offset, nearby)),
    definition: {
      title: t('definition'),
      open(text, offset) {
        const found = cueDefinition(path, text, offset, nearby)
        if (found !== undefined) setSearch({ source: found.path, line: String(found.line) })
      },
    },
  }
  if (file.isError) return <ProblemPanel problem={problemOf(file.error)} onRetry={() => void file.refetch()} />
  const choices = (files.data?.files ?? [])
    .filter((one) => one.startsWith(`${module}/`) && (!one.includes('/cue.mod/') || one === path))
    .map((one) => ({ id: one, title: one.slice(module.length + 1) }))
  return (
    <div className="lw-source">
      <header className="lw-source-head">
        <h1 className="lw-source-title lw-mono lw-ellipsis" title={path}>
          {file.data?.file ?? path}
        </h1>
        <span className="lw-muted lw-ellipsis">{file.data === undefined ? '' : `${module}@${file.data.revision}`}</span>
        {ownModule === undefined || !rights.may('repository.push') ? null : (
          <LinkButton
            icon={isHere ? <Pencil size={16} aria-hidden /> : <GitFork size={16} aria-hidden />}
            to={`?${new URLSearchParams({
              ...(isHere ? { edit: ownModule.name, line: String(line) } : { view: 'modules', fork: ownModule.name }),
              file: file.data?.file ?? '',
            }).toString()}`}
          >
            {isHere ? words('edit') : words('fork')}
          </LinkButton>
        )}
        <Select
          label={t('file')}
          quiet
          choices={choices}
          value={path}
          onChange={(next) => setSearch({ source: next })}
        />
      </header>
      {file.data === undefined ? (
        <Skeleton rows={12} />
      ) : (
        <CodeView
          label={path}
          text={file.data.text}
          language={path.endsWith('.cue') ? 'cue' : 'plaintext'}
          readOnly
          highlight={highlight}
          reveal={place}
          assist={assist}
        />
      )}
      <p className="lw-source-note lw-muted">{t('definitionNote')}</p>
    </div>
  )
}
