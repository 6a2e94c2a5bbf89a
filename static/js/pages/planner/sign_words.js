/** Words of the page where plans are compared and signed, in Chinese and English. */
const WORDS = {
  community: ['社区', 'Community'], grids: ['网格', 'Grids'], kept: ['沿用代码', 'Codes kept'], new: ['新建代码', 'New codes'], retired: ['停用代码', 'Codes retired'], blocks: ['换格街块', 'Blocks moved'],
  households: ['换格户', 'Households moved'], buildings: ['换格楼栋', 'Buildings moved'], events: ['换格在办事件', 'Open events moved'], points: ['换格服务点', 'Service points moved'], workers: ['涉及人员', 'Staff concerned'],
  subjects: ['换格关爱对象', 'People in care moved'], about: ['约 {n} 人，取整到 5', 'about {n}, to five'], total: ['合计', 'Total'], nothing: ['与现行网格没有差异。', 'No difference to the grids in force.'],
  effects: ['生效后的影响', 'What changes'], digest: ['划分摘要 SHA-256', 'Digest of the division, SHA-256'], noDigest: ['提交之后才有摘要。', 'There is a digest once the plan is submitted.'],
  signatures: ['签署', 'Signatures'], noSignatures: ['还没有人签。先由社区或街道负责人签，再由区级签；提交人不能签。', 'Nobody signed yet: a head of community or subdistrict first, then the district; never the submitter.'],
  community_head: ['社区负责人', 'Head of community'], subdistrict_head: ['街道负责人', 'Head of subdistrict'], district_admin: ['区级管理员', 'District'],
  retype: ['输入摘要末 6 位', 'Retype the last 6 characters'], sign: ['签署这份划分', 'Sign this division'], day: ['生效日期', 'In force from'], schedule: ['排定，{day} 00:00 生效', 'Schedule, in force {day} 00:00'],
  return: ['退回修改', 'Return for changes'], returnAsk: ['退回后签署作废，方案变回草稿。确定吗？', 'Signatures become void and the plan a draft again. Sure?'], inForceFrom: ['{day} 00:00 起生效', 'In force from {day} 00:00'],
  proposed: ['提议的网格员', 'Workers proposed'], proposedOf: ['{grids} 格 {workers} 名', '{workers} for {grids} grids'], proposedNone: ['未提议', 'none'],
  checks: ['检查', 'Checks'], checking: ['正在重新检查……', 'Checking again …'], checkedAt: ['{time} 重新计算', 'computed {time}'], loose: ['不连通的网格', 'Loose pieces of grids'], offOutline: ['与社区边界不符', 'Off the community outline'],
  offBand: ['户数在带外的网格', 'Grids outside their band'], byKeys: ['重叠、空隙、跨社区：数据库约束排除', 'Overlap, gap, foreign community: ruled out by constraints'], blocksN: ['阻断 {n}', '{n} block'], notes: ['提醒 {n}', '{n} to note'],
  digestOf: ['签署的是街块归属、代码和提议的网格员；任何一项变动，已签作废。', 'What is signed: the grid of every block, the codes and the workers proposed; any change voids it.'], submittedBy: ['提交人 {name}，不能签署', 'Handed in by {name}, who cannot sign'],
  legend: ['每格户数', 'Households per grid'], unjudged: ['不按户数', 'not judged'],
  noAnswer: ['服务器没有回应，请再试一次。', 'The server does not answer; try again.'], now: ['现行', 'In force'], plan: ['方案', 'Plan'],
};

/** A function key, values → text in the page's language. */
export function signWords(lang) {
  const place = lang === 'en' ? 1 : 0;
  return (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][place]);
}
