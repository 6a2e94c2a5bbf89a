/** Words of the panel of workers and of the figures of the whole plan, in Chinese and English. */
const WORDS = {
  title: ['网格员分配', 'Workers'], close: ['关闭', 'Close'], propose: ['生成分配建议', 'Propose'], working: ['计算中…', 'Working…'], noAnswer: ['服务器没有回应，请再试一次。', 'The server does not answer; try again.'],
  about: ['按每 300 户 1 名专职计需；一人可服务几格；尽量让居民留住认识的网格员。随方案生效。', 'One full-time worker per 300 households; a worker may serve several grids; households keep the worker they know. In force with the plan.'],
  need: ['需专职（名）', 'Full-time needed'], have: ['现有（折专职）', 'There are (full-time)'], people: ['{n} 人，其中专职 {full}', '{n} people, {full} full-time'], shortage: ['缺口（名）', 'Shortage'], short: ['人手不足', 'short'], noShortage: ['不缺', 'none'], kept: ['认识的网格员不变', 'Keep a worker they know'], balance: ['负担均衡度', 'Balance of loads'], unserved: ['没有人的网格', 'Grids with nobody'],
  ofGrid: ['{grid} 的网格员 · 需 {need} 名', 'Workers of {grid} · {need} needed'], chooseGrid: ['在图上点一个网格，可改它的网格员。', 'Click a grid to change its workers.'], add: ['加一名', 'Add'], remove: ['移出', 'Remove'], nobody: ['还没有人', 'Nobody yet'],
  ofCommunity: ['本社区网格员', 'Workers of this community'], name: ['姓名', 'Name'], part: ['兼职', 'part-time'], grids: ['网格', 'Grids'], load: ['户数', 'Households'], known: ['认识', 'Known'], events: ['件/天', 'Events/day'], state: ['负担', 'Load'],
  whole: ['整个方案', 'The whole plan'], t_grids: ['网格', 'Grids'], t_in_band: ['在带内', 'In band'], t_mad: ['户数平均偏差 %', 'Mean deviation %'], t_balance: ['户数均衡度', 'Balance'], t_staff: ['人员均衡度', 'Staff balance'], t_kept: ['留在原网格 %', 'Keep their grid %'], t_workers: ['需专职网格员', 'Full-time workers'], t_events: ['年事件', 'Events a year'], t_workload: ['工作量', 'Workload'], t_subjects: ['关爱对象（约）', 'People in care (about)'], t_served: ['15 分钟到服务室 %', '15 min to a room %'], t_splits: ['拆分社区', 'Communities split'],
  w_better: ['变好', 'better'], w_worse: ['变差', 'worse'], w_reached: ['达标', 'reached'], w_notReached: ['未达标', 'not reached'], w_target: ['达 0.75', '0.75 met'], w_noTarget: ['未达 0.75', 'below 0.75'],
};

/** A function key, values → text in the page's language. */
export function workersWords(lang) {
  const place = lang === 'en' ? 1 : 0;
  return (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][place]);
}
