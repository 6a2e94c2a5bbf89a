/** Words of the suggestion panel, in Chinese and English. */
const WORDS = {
  title: ['建议方案', 'Suggested divisions'], scope: ['范围', 'For'], community: ['社区', 'Community'], subdistrict: ['街道', 'Subdistrict'], district: ['全区', 'District'],
  compute: ['计算备选', 'Work out alternatives'], subdivide: ['整体细分', 'Subdivide at once'], close: ['关闭', 'Close'], stop: ['停止', 'Stop'], take: ['采用“{name}”', 'Take “{name}”'], hide: ['收起预览', 'Hide preview'],
  about: ['从当前网格出发，遵守锁定，尽量少换格；按商户或专属衡量的网格保持不变。', 'From the present grids, locks honoured, few households moved; grids measured otherwise stay.'],
  aboutSubdivide: ['整体细分：直接写入“均衡”，新网格按规则编号，可一次撤销。', 'Subdivide: writes “Even” at once, numbers new grids by the rule; undone in one step.'],
  subdivideAsk: ['把{area}的网格整体细分，写入方案？可用“撤销”一次收回。', 'Subdivide the grids of {area} and write them into the plan? One undo takes it back.'],
  measure: ['指标', 'Figure'], now: ['现在', 'Now'], even: ['均衡', 'Even'], compact: ['紧凑', 'Compact'], steady: ['少变动', 'Steady'], best: ['最好', 'best'], chosen: ['预览中', 'shown'], show: ['预览', 'Show'],
  grids: ['网格', 'Grids'], in_band: ['在带内 %', 'In band %'], mad: ['户数平均偏差 %', 'Mean deviation %'], balance: ['均衡度', 'Balance'], moved: ['换格户数', 'Households moved'], crossing: ['跨原网格户数', 'Crossing old borders'], polsby_popper: ['紧凑度', 'Compactness'], followed: ['边界沿路沿水 %', 'Borders on roads, water %'], cut_km: ['网格间边界（公里）', 'Borders (km)'], workers: ['需专职（名）', 'Full-time workers'], infeasible: ['达不到的地方', 'Places that cannot'],
  none: ['现在的划分已是最好，没有更好的备选。', 'The present division is as good as any found.'], allFit: ['每格都能在带内。', 'Every grid can be in its band.'], where: ['达不到的地方和原因', 'Where the band cannot be met, and why'], outside: ['{n} 格带外', '{n} outside'],
  taken: ['已采用“{name}”，可用“撤销”一次收回。', 'Took “{name}”; one undo takes it back.'], stopped: ['已停止，没有写入。', 'Stopped, nothing was written.'], noAnswer: ['服务器没有回应，请再试一次。', 'The server does not answer; try again.'],
  working: ['{step} · {share} %', '{step} · {share} %'], waiting: ['排队中', 'Waiting'],
  changes: ['换格预览 · {name}，未写入', 'Preview · {name}, not written'], stays: ['留在原网格', 'Stays'], other: ['换到已有网格', 'To an existing grid'], new: ['进入新网格', 'Into a new grid'], households: ['{n} 户', '{n} hh.'], newGrid: ['新', 'new'], border: ['建议的边界', 'Suggested borders'],
};

/** A function key, values → text in the page's language. */
export function suggestWords(lang) {
  const place = lang === 'en' ? 1 : 0;
  return (key, values = {}) => Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), WORDS[key][place]);
}
