// What the pages of voters say, in both languages.
export const words = {
  zh: {
    loading: '正在取票样……', getting: '正在领票:{0}/{1}', no_crypto: '这个网页不是用 https 打开的,浏览器不能加密,不能在这里领票。请用票条投票,或改用 https 地址。',
    to_slips: '用票条投票', nothing_here: '这台设备上没有领到的票。登录后在“投票”里领票,或打开保存的文件。', open_file: '打开保存的文件', not_ours: '这不是保存的票,请选择领票时保存的文件。',
    get: '领票', get_hint: '领票时服务器知道您是谁,但看不到票;投票时服务器看得到票,但不知道您是谁。领到的票只保存在这台设备上。',
    got: '票已领好,可以投票了。', later: '先保存到文件,以后或换个网络再投', vote_now: '去投票', of: '第{0}个,共{1}个', next: '下一个', back: '上一个',
    review: '核对', review_title: '投出之前请核对', abstain: '弃权', blank: '弃权(未填)', change: '修改', cast: '投出', casting: '正在投出:{0}/{1}',
    cast_hint: '投出以后不能再改。', done: '投票完成', done_hint: '全部{0}张票都已收下并存盘。请保存回执:截止后可在公布表里找到自己的票。回执能让人看到您投了什么,请自己收好。',
    save_receipt: '保存回执', forget: '从这台设备上删除', forgotten: '已从这台设备上删除。', again: '再试一次', failed: '没有成功:{0}', lost: '网络中断,票还在这台设备上,请再试。',
    too_many: '“{0}”最多填{1}个,现在有{2}个', alike: '不能全部填同一档', code: '票条上的号码', open: '打开', code_hint: '扫描票条上的二维码,或照着输入,不分大小写。',
    slip_plain: '这个网页不是用 https 打开的:票由服务器代为加密投出。', closed: '已投出', number: '票号', progress: '进度', others: '另外的投票',
  },
  en: {
    loading: 'Fetching the papers…', getting: 'Getting the ballots: {0} of {1}', no_crypto: 'This page did not come over https, so the browser cannot encrypt and no ballot can be had here. Vote with a slip, or use the https address.',
    to_slips: 'Vote with a slip', nothing_here: 'There is no ballot on this device. Sign in and get one under “Vote”, or open a saved file.', open_file: 'Open a saved file', not_ours: 'There are no ballots in this file. Choose the one you saved when you got them.',
    get: 'Get the ballots', get_hint: 'When you get a ballot the server knows who you are but cannot see it; when you cast it the server sees it but does not know whose it is. Ballots are kept on this device alone.',
    got: 'The ballots are here. You can vote.', later: 'Save to a file, to vote later or from another network', vote_now: 'Vote', of: '{0} of {1}', next: 'Next', back: 'Back',
    review: 'Review', review_title: 'Look at it before you cast it', abstain: 'Abstain', blank: 'abstained (left blank)', change: 'Change', cast: 'Cast', casting: 'Casting: {0} of {1}',
    cast_hint: 'Once cast it cannot be changed.', done: 'You have voted', done_hint: 'All {0} ballots were taken in and are on disk. Save the receipt: after the close it lets you find your ballots in the bulletin. It also shows what you voted, so keep it to yourself.',
    save_receipt: 'Save the receipt', forget: 'Remove from this device', forgotten: 'Removed from this device.', again: 'Try again', failed: 'That did not work: {0}', lost: 'The network broke off. The ballots are still on this device; try again.',
    too_many: '“{0}” may be marked {1} times, now {2}', alike: 'The marks may not all be the same', code: 'Number of the slip', open: 'Open', code_hint: 'Scan the code of the slip, or type its letters; small or capital.',
    slip_plain: 'This page did not come over https: the server encrypts the ballot for you.', closed: 'cast', number: 'Ballot', progress: 'Progress', others: 'Other polls',
  },
};
