// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowtransfers.h"

#include "models/bulk/bulkjournal.h"
#include "models/keyspace/keyspace.h"
#include "models/session/session.h"
#include "models/transfer/transferformat.h"
#include "ui/browser/browserpage.h"
#include "ui/keyspace/keypane.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/transfer/dropzone.h"
#include "ui/transfer/exportflow.h"
#include "ui/transfer/importflow.h"
#include "ui/transfer/transferjobcell.h"
#include "ui/values/valuepane.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/toasthost.h"

#include <QAction>
#include <QBoxLayout>
#include <QDropEvent>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace stashdeck {

namespace {

constexpr qint64 headBytes = 4096; ///< tells what a file is

/// Reads the disk: for a worker.
bool isFileOfKeys(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    if (name.startsWith(u".env"_s) || name.endsWith(u".env"_s))
        return false;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && detectedTransferFormat(file.read(headBytes)).has_value();
}

} // namespace

WindowTransfers::WindowTransfers(const Theme *theme, MainWindow *window, BrowserPage *browser)
    : m_theme(theme)
    , m_window(window)
    , m_browser(browser)
    , m_exportCell(new TransferJobCell(theme, u"exportJob"_s))
    , m_importCell(new TransferJobCell(theme, u"importJob"_s))
{
    window->addStatusWidget(m_exportCell);
    window->addStatusWidget(m_importCell);
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

WindowTransfers::~WindowTransfers() = default;

void WindowTransfers::open(Session *session, BulkTargets *targets, const QString &folder)
{
    close();
    openExports(session, folder);
    openImports(session, targets, folder);
    addActions();
}

void WindowTransfers::openExports(Session *session, const QString &folder)
{
    m_exports = std::make_unique<ExportFlow>(m_theme, session, m_browser->keyspace(), folder, m_window);
    ExportFlow *exports = m_exports.get();
    connect(exports, &TransferJobs::noticeRequested, m_window->toasts(), &ToastHost::show);
    connect(m_browser, &BrowserPage::manyKeysRequested, exports,
            [exports](ManyKeysAct act, const KeySelection &selection) {
                if (act == ManyKeysAct::Export)
                    exports->begin(selection);
            });
    m_browser->keyPane()->offerManyKeys(ManyKeysAct::Export);
    m_exportCell->setJobs(exports);
}

void WindowTransfers::openImports(Session *session, BulkTargets *targets, const QString &folder)
{
    m_imports = std::make_unique<ImportFlow>(m_theme, session, m_browser->keyspace(), targets, folder, m_window);
    ImportFlow *imports = m_imports.get();
    connect(imports, &TransferJobs::noticeRequested, m_window->toasts(), &ToastHost::show);
    connect(imports, &ImportFlow::offered, this, &WindowTransfers::offerImport);
    connect(imports, &ImportFlow::offerWithdrawn, this, &WindowTransfers::dropOffer);
    m_importCell->setJobs(imports);
}

void WindowTransfers::close()
{
    m_exportCell->setJobs(nullptr);
    m_importCell->setJobs(nullptr);
    dropOffer();
    m_exports.reset();
    m_imports.reset();
}

bool WindowTransfers::isBusy() const
{
    return (m_exports && m_exports->isBusy()) || (m_imports && m_imports->isBusy());
}

void WindowTransfers::dropOffer()
{
    if (!m_offer)
        return;
    m_offer->hide();
    m_offer->deleteLater(); // one of its buttons may have led here
    m_offer = nullptr;
}

void WindowTransfers::offerImport(const QString &journal, const QString &text)
{
    dropOffer();
    m_offer = new Banner(m_theme, Tone::Warning, u"history"_s, m_browser);
    m_offer->setObjectName(u"importOffer"_s);
    m_offer->setMessage(text, tr("It can go on where it stopped. What is written stays either way."));
    ImportFlow *imports = m_imports.get();
    Banner *banner = m_offer;
    Button *goOn = m_offer->addAction(tr("Continue"));
    goOn->setObjectName(u"importOfferContinue"_s);
    connect(goOn, &QAbstractButton::clicked, imports, [imports, banner, journal] {
        banner->hide();
        imports->goOn(journal);
    });
    Button *discard = m_offer->addAction(tr("Discard"));
    discard->setObjectName(u"importOfferDiscard"_s);
    connect(discard, &QAbstractButton::clicked, imports, [imports, banner, journal] {
        banner->hide();
        imports->discard(journal);
    });
    m_offer->setClosable(true);
    if (auto *column = qobject_cast<QBoxLayout *>(m_browser->layout()))
        column->insertWidget(0, m_offer);
}

void WindowTransfers::openFile(const QString &path)
{
    BulkJournal::onWorker([path] { return isFileOfKeys(path); }, this,
                          [this, path](bool keys) {
                              if (keys && m_imports)
                                  m_imports->begin(path);
                              else
                                  emit envFileDropped(path);
                          });
}

bool WindowTransfers::eventFilter(QObject *watched, QEvent *event)
{
    // Only what no part of the window took: the start page has its own way.
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::Drop;
    if (watched != m_window || !isDrag || !m_imports)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QString path = draggedFile(drop->mimeData());
    if (path.isEmpty())
        return QObject::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        openFile(path);
    return true;
}

void WindowTransfers::addActions()
{
    const auto add = [this](QObject *owner, const QString &name, const QString &text, const QKeySequence &keys,
                            MenuId menu, auto trigger) {
        auto *action = new QAction(text, owner);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, trigger);
        m_browser->addAction(action);
        m_window->actionRegistry()->add({action, menu, tr("Keys")}, 0);
        return action;
    };
    QObject *flow = m_exports.get();
    add(flow, u"exportKeysAction"_s, tr("Export keys…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E, MenuId::File,
        &WindowTransfers::exportShown);
    add(m_imports.get(), u"importKeysAction"_s, tr("Import keys…"), Qt::CTRL | Qt::SHIFT | Qt::Key_I, MenuId::File,
        [this] { m_imports->begin(); });
    QAction *one = add(flow, u"exportOpenKeyAction"_s, tr("Export the open key…"), {}, MenuId::Key,
                       &WindowTransfers::exportOpenKey);
    ValuePane *values = m_browser->valuePane();
    one->setEnabled(!values->currentKey().isEmpty());
    connect(values, &ValuePane::currentKeyChanged, one,
            [one](const QByteArray &key) { one->setEnabled(!key.isEmpty()); });
}

void WindowTransfers::exportShown()
{
    Keyspace *keyspace = m_browser->keyspace();
    const QPointer<ExportFlow> exports(m_exports.get());
    if (keyspace->checkedKeys()->count() > 0) {
        keyspace->selectChecked(this, [exports](const KeySelection &selection) {
            if (exports && !selection.keys.isEmpty())
                exports->begin(selection);
        });
        return;
    }
    KeySelection selection;
    const KeyFilter &filter = keyspace->filter();
    selection.pattern = filter.mode == KeyFilter::Text::Glob ? filter.text : "*"_ba;
    selection.types = keyspace->types();
    m_exports->begin(selection);
}

void WindowTransfers::exportOpenKey()
{
    KeySelection selection;
    selection.keys = {m_browser->valuePane()->currentKey()};
    if (!selection.keys.constFirst().isEmpty())
        m_exports->begin(selection);
}

} // namespace stashdeck
