/** Words of the page where two divisions are compared, in Chinese and English. */
const WORDS = {
  community: ['社区', 'Community'], from: ['原网格', 'From grid'], to: ['新网格', 'To grid'], blocks: ['街块', 'Blocks'], households: ['户', 'Households'], buildings: ['楼栋', 'Buildings'],
  events: ['在办事件', 'Open events'], subjects: ['关爱对象', 'People in care'], workers: ['涉及人员', 'Staff'], points: ['服务点', 'Service points'], few: ['少于 5', 'under 5'], none: ['不在网格内', 'in no grid'], fresh: ['新 {key}', 'new {key}'],
  total: ['合计', 'Total'], grids: ['网格', 'Grids'], about: ['约 {n}', 'about {n}'], nothing: ['两边没有差异。', 'No difference.'], noAnswer: ['服务器没有回应，请刷新。', 'The server does not answer; reload.'],
  moved: ['换格的街块', 'Blocks that change grid'], legend: ['每格户数', 'Households per grid'], unjudged: ['不按户数', 'not judged'],
};

/** A function key, values → text in the page's language. */
export function compareWords(lang) {
  const place = lang === 'en' ? 1 : 0;
  return (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][place]);
}
