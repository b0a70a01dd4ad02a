import { type RefObject, useMemo } from 'react'
import type { Pulled } from './edits.ts'
import { ancestorsOf, descendantsOf, lineGraph } from '#domain/line/graph.ts'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { inTheWay } from '../board/place-in.ts'
import type { DesignerNow } from '../designer-context.tsx'
import { actionMessages } from './action-messages.ts'
import { stagesIn } from './clipboard.ts'

/** What the board can do besides editing text. */
export interface BoardActions {
  readonly rename: (id: string) => void
  readonly insert: (isInTheWay?: boolean) => void
  readonly link: (from: string) => void
  readonly find: () => void
  readonly findNext: (by: 1 | -1) => void
  readonly pinPath: (id: string) => void
  readonly fit: () => void
  readonly tidy: () => void
  readonly nameGroup: (id: string) => void
  readonly open: (id: string) => void
  readonly menu: () => void
  readonly showOutline: () => void
  readonly switchLanes: () => void
}

/** Edits of stages that clipboard, menus and keys share. */
export interface StageEdits {
  readonly copy: () => void
  readonly cut: () => void
  readonly paste: () => void
  readonly duplicate: () => void
  readonly setDisabled: (isDisabled: boolean) => void
  readonly nudge: (x: number, y: number) => void
  /** Answers the new group's id. */
  readonly group: () => string | undefined
  /** The person's own group around the selection, if there is one. */
  readonly ownGroup: () => string | undefined
  readonly ungroup: () => void
  readonly setFolded: (isFolded: boolean) => void
  /** Whether the groups of the selection are folded. */
  readonly isFolded: () => boolean
  readonly gateBefore: () => void
  readonly bind: (pulled: Pulled) => void
}

const directions = [
  { direction: 'Left', x: -1, y: 0 },
  { direction: 'Right', x: 1, y: 0 },
  { direction: 'Up', x: 0, y: -1 },
  { direction: 'Down', x: 0, y: 1 },
] as const

type Words = ReturnType<typeof useMessages<typeof actionMessages>>

/**
 * Everything that can be done with stages, gates and links, as one list for menus, keys, palette and shortcut sheet.
 */
export function stageActions(
  t: Words,
  designer: () => DesignerNow,
  board: BoardActions,
  edits: StageEdits,
): readonly Command[] {
  const stages = (): readonly string[] => stagesIn(designer())
  const one = (): string | undefined => designer().selected
  const editable = (): boolean => designer().editable
  const canEdit = (): boolean => editable() && designer().selection.size > 0
  const canEditStages = (): boolean => editable() && stages().length > 0
  const isDisabled = (): boolean => {
    const { view } = designer()
    return stages().every((name) => view.stages.get(name)?.disabled === true)
  }
  const selectBy = (found: (names: readonly string[]) => Iterable<string>) => (): void => {
    const names = stages()
    designer().selectMany([...new Set([...names, ...found(names)])])
  }
  const reach = (how: typeof ancestorsOf) => (names: readonly string[]) => {
    const graph = lineGraph(designer().view.line)
    return names.flatMap((name) => [...how(graph, name)])
  }
  const base = { group: t('group'), scope: 'canvas' }
  const edit = { ...base, section: t('sectionEdit') }
  const see = { ...base, section: t('sectionSee') }
  const pick = { ...base, section: t('sectionSelect') }
  const some = ['card', 'cards'] as const
  const nudges = directions.flatMap(({ direction, x, y }): Command[] => {
    const title = t(`nudge${direction}`)
    return [
      {
        id: `designer.nudge${direction}`,
        title,
        ...base,
        keys: [`Mod+Arrow${direction}`],
        when: canEditStages,
        run: () => edits.nudge(8 * x, 8 * y),
      },
      {
        id: `designer.push${direction}`,
        title: t('far', { move: title }),
        ...base,
        keys: [`Mod+Shift+Arrow${direction}`],
        when: canEditStages,
        run: () => edits.nudge(40 * x, 40 * y),
      },
    ]
  })
  return [
    {
      id: 'designer.open',
      title: t('open'),
      ...see,
      keys: ['Enter'],
      isNative: true,
      menus: ['card', 'gate'],
      run: () => board.open(one() ?? ''),
    },
    {
      id: 'designer.rename',
      title: t('rename'),
      ...edit,
      keys: ['F2'],
      menus: ['card'],
      when: () => editable() && designer().view.stages.has(one() ?? ''),
      run: () => board.rename(one() ?? ''),
    },
    {
      id: 'designer.disable',
      title: t('disable'),
      ...edit,
      keys: ['D'],
      menus: some,
      when: () => canEditStages() && !isDisabled(),
      run: () => edits.setDisabled(true),
    },
    {
      id: 'designer.enable',
      title: t('enable'),
      ...edit,
      keys: ['D'],
      menus: some,
      when: () => canEditStages() && isDisabled(),
      run: () => edits.setDisabled(false),
    },
    {
      id: 'designer.link',
      title: t('linkTo'),
      ...edit,
      keys: ['L'],
      menus: ['card'],
      when: () => editable() && designer().view.stages.has(one() ?? ''),
      run: () => board.link(one() ?? ''),
    },
    {
      id: 'designer.gate',
      title: t('gateBefore'),
      ...edit,
      keys: ['G'],
      menus: ['card', 'cards', 'link'],
      when: canEdit,
      run: edits.gateBefore,
    },
    {
      id: 'designer.cut',
      title: t('cut'),
      ...edit,
      keys: ['Mod+X'],
      isNative: true,
      menus: some,
      when: canEditStages,
      run: edits.cut,
    },
    {
      id: 'designer.copy',
      title: t('copy'),
      ...edit,
      keys: ['Mod+C'],
      isNative: true,
      menus: some,
      when: () => stages().length > 0,
      run: edits.copy,
    },
    {
      id: 'designer.paste',
      title: t('paste'),
      ...edit,
      keys: ['Mod+V'],
      isNative: true,
      menus: ['card', 'ground'],
      when: editable,
      run: edits.paste,
    },
    {
      id: 'designer.duplicate',
      title: t('duplicate'),
      ...edit,
      keys: ['Mod+D'],
      menus: some,
      when: canEditStages,
      run: edits.duplicate,
    },
    {
      id: 'designer.insert',
      title: t('insert'),
      ...edit,
      keys: ['/'],
      menus: ['card', 'link', 'ground'],
      when: editable,
      run: () => board.insert(),
    },
    {
      id: 'designer.insertInTheWay',
      title: t('insertInTheWay'),
      ...edit,
      keys: ['I'],
      menus: ['card'],
      when: () => editable() && inTheWay(designer(), { behind: one() }).before !== undefined,
      run: () => board.insert(true),
    },
    {
      id: 'designer.remove',
      title: t('remove'),
      ...edit,
      section: t('sectionRemove'),
      danger: true,
      keys: ['Delete', 'Backspace'],
      menus: ['card', 'cards', 'gate', 'link'],
      when: canEdit,
      run: () => designer().remove([...designer().selection]),
    },
    {
      id: 'designer.heal',
      title: t('heal'),
      ...edit,
      section: t('sectionRemove'),
      danger: true,
      keys: ['Mod+Delete', 'Mod+Backspace'],
      menus: some,
      when: canEditStages,
      run: () => designer().remove([...designer().selection], true),
    },
    ...nudges,
    {
      id: 'designer.groupStages',
      title: t('groupStages'),
      ...edit,
      keys: ['Mod+Shift+G'],
      menus: ['cards'],
      when: () => editable() && stages().length > 1,
      run() {
        const id = edits.group()
        if (id !== undefined) board.nameGroup(id)
      },
    },
    {
      id: 'designer.ungroup',
      title: t('ungroup'),
      ...edit,
      keys: ['Mod+Shift+U'],
      menus: ['cards', 'card', 'group'],
      when: () => canEdit() && edits.ownGroup() !== undefined,
      run: edits.ungroup,
    },
    {
      id: 'designer.fold',
      title: t('fold'),
      ...see,
      keys: ['Z'],
      menus: ['card', 'cards'],
      when: () => stages().length > 0 && !edits.isFolded(),
      run: () => edits.setFolded(true),
    },
    {
      id: 'designer.unfold',
      title: t('unfold'),
      ...see,
      keys: ['Z'],
      menus: ['group'],
      when: edits.isFolded,
      run: () => edits.setFolded(false),
    },
    {
      id: 'designer.nameGroup',
      title: t('nameGroup'),
      ...edit,
      keys: ['Shift+F2'],
      menus: ['card', 'cards', 'group'],
      when: () => editable() && edits.ownGroup() !== undefined,
      run: () => board.nameGroup(edits.ownGroup() ?? ''),
    },
    {
      id: 'designer.tidy',
      title: t('tidy'),
      ...see,
      keys: ['Shift+L'],
      menus: ['ground'],
      when: editable,
      run: board.tidy,
    },
    {
      id: 'designer.all',
      title: t('selectAll'),
      ...pick,
      keys: ['Mod+A'],
      menus: ['ground'],
      run: () => designer().selectMany([...designer().view.stages.keys()]),
    },
    {
      id: 'designer.none',
      title: t('selectNone'),
      ...pick,
      keys: ['Escape'],
      isNative: true,
      run: () => designer().selectMany([]),
    },
    {
      id: 'designer.upstream',
      title: t('selectUpstream'),
      ...pick,
      keys: ['Shift+ArrowLeft'],
      menus: some,
      run: selectBy(reach(ancestorsOf)),
    },
    {
      id: 'designer.downstream',
      title: t('selectDownstream'),
      ...pick,
      keys: ['Shift+ArrowRight'],
      menus: some,
      run: selectBy(reach(descendantsOf)),
    },
    {
      id: 'designer.connected',
      title: t('selectConnected'),
      ...pick,
      keys: ['A C'],
      menus: some,
      run: selectBy((names) => connected(designer(), names)),
    },
    {
      id: 'designer.path',
      title: t('pinPath'),
      ...see,
      keys: ['P'],
      menus: ['card', 'gate'],
      run: () => board.pinPath(one() ?? ''),
    },
    { id: 'designer.find', title: t('find'), ...see, keys: ['Mod+F'], menus: ['ground'], run: board.find },
    { id: 'designer.findNext', title: t('findNext'), ...see, keys: ['F'], run: () => board.findNext(1) },
    { id: 'designer.findBefore', title: t('findBefore'), ...see, keys: ['Shift+F'], run: () => board.findNext(-1) },
    { id: 'designer.menu', title: t('menu'), ...see, keys: ['Shift+F10'], run: board.menu },
    { id: 'designer.lanes', title: t('lanes'), ...see, menus: ['ground'], run: board.switchLanes },
    { id: 'designer.outline', title: t('outline'), group: t('group'), keys: ['Mod+Shift+O'], run: board.showOutline },
  ]
}

function connected({ view }: DesignerNow, names: readonly string[]): readonly string[] {
  const graph = lineGraph(view.line)
  const found = new Set(names)
  const open = [...names]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const other of [...(graph.before.get(name) ?? []), ...(graph.after.get(name) ?? [])]) {
      if (found.has(other)) continue
      found.add(other)
      open.push(other)
    }
  }
  return [...found]
}

/** Registers the actions while the board is shown, and returns them for menus. */
export function useStageActions(
  board: BoardActions,
  edits: StageEdits,
  newest: RefObject<DesignerNow>,
): readonly Command[] {
  const t = useMessages(actionMessages)
  const actions = useMemo(() => stageActions(t, () => newest.current, board, edits), [t, newest, board, edits])
  useCommands(actions)
  return actions
}
