/** Words of the workbench, in Chinese and English. */
const WORDS = {
  select: ['选择', 'Select'], assign: ['指派街块', 'Assign'], push: ['推边界', 'Push'], line: ['划线切分', 'Split line'],
  parts: ['均分', 'Split even'], merge: ['合并', 'Merge'], lock: ['锁定', 'Lock'], unlock: ['解锁', 'Unlock'],
  suggest: ['建议方案', 'Suggest'], workers: ['网格员', 'Workers'], undo: ['撤销 {n}', 'Undo {n}'], redo: ['重做 {n}', 'Redo {n}'], check: ['检查', 'Check'], compare: ['对比审签', 'Compare'], submit: ['提交', 'Submit'],
  find: ['搜社区、网格代码', 'Find a community or grid'], grids: ['{n} 格', '{n} grids'], households: ['{n} 户', '{n} hh.'],
  allInside: ['全在带内', 'all in band'], outsideN: ['带外 {n}', '{n} outside'], chooseCommunity: ['先在左边选一个社区。', 'Choose a community on the left first.'],
  chooseGrid: ['点一个网格看它的指标。', 'Click a grid to see its figures.'], low: ['低', 'low'], high: ['高', 'high'],
  revision: ['修订 {n} · 已保存 {time}', 'Revision {n} · saved {time}'], frozen: ['已冻结，只读', 'Frozen, read only'], readOnly: ['您只能查看', 'You may only look'],
  hint_select: ['选择：点网格看指标；方向键在左侧列表里移动。', 'Select: click a grid; arrow keys move in the list.'],
  hint_assign: ['指派：先选收的网格，再点或拖过街块，Shift 拖框选，松开写入，Esc 取消。', 'Assign: choose the taking grid, then click or drag over blocks; Shift-drag a box; Esc cancels.'],
  hint_push: ['推边界：指着一条边界（变粗），按住往哪边拖，哪边就让出街块；松开写入，Esc 取消。', 'Push: point at a border (it thickens) and drag; the side you drag to gives up blocks. Release writes, Esc cancels.'],
  hint_line: ['划线：点出一条穿过网格的线，回车写入，Esc 取消。', 'Line: click a line through the grid; Enter writes, Esc cancels.'],
  cut: ['切街块', 'Cut block'], lasso: ['套索指派', 'Lasso'], paint: ['整社区归一格', 'Paint all'], findBroken: ['查断开', 'Broken'],
  hint_cut: ['切街块：在一个街块上点出穿过它的线，回车切开；键盘：聚焦地图，方向键移动，空格落点。', 'Cut: click a line across one block, Enter cuts; by keyboard: focus the map, arrows move, Space sets a point.'],
  hint_lasso: ['套索：先选收的网格，再按住圈住街块，松开写入，Esc 取消。', 'Lasso: choose the taking grid, then draw around blocks; release writes, Esc cancels.'],
  paintAsk: ['把本社区的全部 {n} 个街块归入网格 {grid}，其余网格撤销。可以撤销这一步。', 'All {n} blocks of the community go to grid {grid}; the other grids end. The step can be undone.'],
  noneBroken: ['没有未指派的街块，也没有断开的网格。', 'No block is without a grid, and no grid is in pieces.'], broken: ['断开 {n} 处，已定位到第一处。', '{n} loose pieces; this is the first.'],
  alone: ['只有您打开着', 'Only you have it open'], others: ['同时打开：{names}', 'Also open: {names}'], sameCommunity: ['{name}（同一社区）', '{name} (same community)'],
  movedOn: ['没有写入：{who}。已取回最新的样子，已标出您要改的地方，请再画一次。', 'Nothing written: {who}. The latest state is here; your blocks are outlined. Draw again.'], movedOnBy: ['别人刚做了 {verbs}', 'others just did {verbs}'],
  missesBlock: ['线没有穿过街块。', 'The line crosses no block.'], pushRow: ['移入一整排', 'Take in the whole row'], cutThis: ['切开', 'Cut'], cutAcross: ['沿短轴切成两半', 'Cut in halves'],
  hint_merge: ['合并：先选留下的网格，再点与它相邻的网格。', 'Merge: choose the grid that stays, then click its neighbour.'],
  preview: ['{blocks} 街块 · {households} 户换格', '{blocks} blocks · {households} households move'], notWritten: ['预览，未写入', 'Preview, not written'],
  beforeAfter: ['改前 → 改后', 'Before → after'], sameAs: ['不变', 'same'], isNew: ['新网格', 'new grid'], gridOf: ['网格 {grid}', 'Grid {grid}'],
  f_households: ['户数', 'Households'], f_persons: ['人口', 'Persons'], f_workers: ['需专职（名）', 'Full-time workers'], f_events: ['年事件（件）', 'Events a year'], f_workload: ['工作量（按时限折算）', 'Workload by SLA class'], f_subjects: ['关爱对象（约）', 'People in care (about)'], f_served: ['15 分钟到服务室 %', '15 min to a room %'], f_homogeneity: ['主导类型占比 %', 'Main type %'], f_reock: ['圆度', 'Reock'], f_shops: ['商户（楼）', 'Businesses'],
  w_inside: ['合适', 'in band'], w_low: ['偏低', 'low'], w_high: ['偏高', 'high'], w_reached: ['达标', 'reached'], w_notReached: ['未达标', 'not reached'], w_better: ['变好', 'better'], w_worse: ['变差', 'worse'], w_whole: ['连通', 'one piece'], w_broken: ['断开', 'broken'],
  mainType: ['主导类型：{type}', 'Main type: {type}'], type_urban_general: ['城市综合型', 'urban general'], type_old_residential: ['老旧小区型', 'old residential'], type_commercial_dense: ['商业密集型', 'commercial dense'], type_agricultural: ['涉农社区型', 'agricultural'],
  heavyBlocks: ['超过 100 户的街块 {n} 个，其中单栋 {one} 个', '{n} blocks above 100 households, {one} of one building'], ownBand: ['应为 {low}–{high}', '{low}–{high} meant'],
  f_blocks: ['街块', 'Blocks'],
  f_area: ['面积（公顷）', 'Area (ha)'], f_compact: ['紧凑度', 'Compactness'], f_followed: ['沿路沿水 %', 'On roads, water %'],
  f_pieces: ['连通（片）', 'Pieces'], f_barriers: ['穿越障碍（米）', 'Barriers crossed (m)'],
  band: ['应为 {low}–{high} 户', '{low}–{high} households meant'], noBand: ['不按户数评价', 'Not judged by households'],
  neighbours: ['相邻网格', 'Neighbours'], mergeWith: ['并入本格', 'Merge in'], edgeBlocks: ['边上的街块', 'Blocks at the border'], takeIn: ['移入', 'Move in'], lockBorder: ['锁边界', 'Lock border'], unlockBorder: ['解锁边界', 'Unlock border'],
  giveToNeighbour: ['并入相邻网格', 'Give to neighbour'], mergeNear: ['并入 {grid}（{n} 户）', 'Merge with {grid} ({n} hh.)'],
  problems: ['问题 {n}', 'Problems {n}'], blocking: ['阻断', 'Blocks'], noting: ['提醒', 'Note'], noProblems: ['没有发现问题', 'Nothing found'], notChecked: ['还没有检查；下面是当前社区带外的网格。', 'Not checked yet; grids of this community outside the band:'], goThere: ['点一行缩放到位置', 'Click a row to go there'],
  stillWriting: ['上一步还在写入，写完再画。', 'The last step is still being written; draw when it is done.'], fromTo: ['{then} → {now} 户', '{then} → {now} hh.'], howMany: ['分成几份', 'Parts'], splitOf: ['均分 {grid}', 'Split {grid} evenly'],
  sumKept: ['✓ {n} 格合计 {households} 户，改前改后一致', '✓ {n} grids hold {households} households before and after'], sumBroken: ['{n} 格合计改前 {then} 户、改后 {now} 户，请重新打开本页', '{n} grids held {then} households and would hold {now}; reload the page'],
  figure: ['指标', 'Figure'], moreGrids: ['另有 {n} 格', 'and {n} more'], newBorder: ['改后边界', 'new border'], oldBorder: ['改前边界', 'old border'], movedBlocks: ['换格街块', 'blocks that move'], splitInto: ['均分成 {n} 份', 'Split into {n}'], write: ['写入', 'Write'], cancel: ['取消', 'Cancel'], close: ['关闭', 'Close'],
  parallel: ['方案被别人改过，已取回最新的样子。', 'Others changed the plan; this is the latest state.'],
  noAnswer: ['服务器没有回应，没有写入；请再试一次。', 'The server does not answer, nothing was written; try again.'],
  legend: ['每格户数 · 城市网格 300–500', 'Households per grid · urban 300–500'], unjudged: ['不按户数', 'not judged'],
  locked: ['已锁定', 'locked'], wholePlan: ['整个方案', 'The whole plan'], inBand: ['在带内', 'In band'], deviation: ['户数平均偏差', 'Mean deviation'], needWorkers: ['需专职网格员', 'Full-time workers'],
  submitAsk: ['提交后方案冻结，不能再改；由社区或街道负责人、再由区级签署。', 'The plan is frozen once submitted; heads of community or subdistrict sign, then the district.'],
  blockedBy: ['还有 {n} 项阻断，暂不能提交', '{n} findings block submission'], checkFirst: ['先检查，再提交', 'Check first, then submit'],
};

/** A function key, values → text in the page's language. */
export function planWords(lang) {
  const place = lang === 'en' ? 1 : 0;
  const said = (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][place]);
  return Object.assign(said, { english: place === 1 });
}
