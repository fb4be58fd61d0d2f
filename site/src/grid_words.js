// What the sheet of figures says, in both languages.
export const own = {
  zh: {
    saved: '已保存', not_saved: '未保存', saving_cells: '正在保存 {0} 格…', all_saved: '全部已保存', restored: '已恢复',
    away: '网络不通,{0} 格未保存,会自动重试', signed_out: '登录已失效,{0} 格未保存。请在另一窗口登录,本页内容不会丢失', retry: '立即重试',
    wrong_cells: '{0} 格有误', clash_cells: '{0} 格与他人不同', reason_cells: '{0} 格要写理由', next: '下一处',
    they_entered: '{0} 已填:{1}', somebody: '他人', nothing: '(空)', theirs: '用对方的', mine: '用我的',
    reason: '理由', reason_for: '{0} 的理由', reason_keys: 'Enter 保存,Shift+Enter 换行', reason_needed: '请写理由(Ctrl+M)', keep: '保存', cancel: '取消',
    pasting: '正在粘贴…', pasted: '{0} 格已保存,{1} 格有误', pasted_same: '{0} 格无变化', pasted_not_saved: '{0} 格未保存', pasted_shut: '{0} 格不可填,已跳过', pasted_outside: '{0} 格超出表格', not_a_choice: '“{0}”不在选项中', undo: '撤销粘贴', comma: ',',
    progress: '{0} / {1}', keys: '方向键、Enter、Tab 移动 · Esc 恢复 · Ctrl+M 理由 · 可从 Excel/WPS 粘贴',
  },
  en: {
    saved: 'saved', not_saved: 'not saved', saving_cells: 'saving {0}…', all_saved: 'all saved', restored: 'restored',
    away: 'no connection: {0} not saved, will be tried again', signed_out: 'signed out: {0} not saved. Sign in in another window, nothing here is lost', retry: 'try now',
    wrong_cells: '{0} wrong', clash_cells: '{0} differ from others’', reason_cells: '{0} want a reason', next: 'next one',
    they_entered: '{0} has filled in: {1}', somebody: 'somebody', nothing: '(nothing)', theirs: 'keep theirs', mine: 'use mine',
    reason: 'reason', reason_for: 'reason for {0}', reason_keys: 'Enter saves, Shift+Enter breaks the line', reason_needed: 'a reason, please (Ctrl+M)', keep: 'save', cancel: 'cancel',
    pasting: 'pasting…', pasted: '{0} saved, {1} wrong', pasted_same: '{0} unchanged', pasted_not_saved: '{0} not saved', pasted_shut: '{0} closed, left out', pasted_outside: '{0} outside the sheet', not_a_choice: '“{0}” is not among the choices', undo: 'undo paste', comma: ', ',
    progress: '{0} / {1}', keys: 'arrows, Enter, Tab move · Esc restores · Ctrl+M reason · paste from Excel or WPS',
  },
};
