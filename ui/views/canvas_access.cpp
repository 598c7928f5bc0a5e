// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/canvas_access.h"

#include "ui/models/scene_cells.h"
#include "ui/scene/scene_at.h"
#include "ui/scene/text.h"
#include "ui/state/player.h"
#include "ui/views/scene_label.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace ui {

namespace {

class CellInterface : public QAccessibleInterface {
  public:
    CellInterface(QWidget &widget, SceneCell cell) : m_widget(widget), m_cell(std::move(cell)) {}

    [[nodiscard]] bool isValid() const override { return true; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return m_widget.window()->windowHandle(); }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_widget);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Name)
            return m_cell.name;
        return which == QAccessible::Value ? m_cell.value : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}
    [[nodiscard]] QRect rect() const override
    {
        return m_cell.rect.toAlignedRect().translated(m_widget.mapToGlobal(QPoint()));
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    [[nodiscard]] QAccessible::State state() const override { return {}; }

  private:
    QWidget &m_widget;
    SceneCell m_cell;
};

class CanvasInterface : public QAccessibleWidget {
  public:
    explicit CanvasInterface(QWidget &canvas)
        : QAccessibleWidget(&canvas, QAccessible::Canvas), m_canvas(canvas)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        const auto *access = this->access();
        return which == QAccessible::Name && access ? access->name()
                                                    : QAccessibleWidget::text(which);
    }
    [[nodiscard]] int childCount() const override
    {
        refresh();
        return cells() + QAccessibleWidget::childCount();
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        refresh();
        if (index < 0)
            return nullptr;
        if (index >= cells())
            return QAccessibleWidget::child(index - cells());
        QAccessible::Id &id = m_ids[static_cast<std::size_t>(index)];
        if (id == 0)
            id = QAccessible::registerAccessibleInterface(
                new CellInterface(m_canvas, m_cells[static_cast<std::size_t>(index)]));
        return QAccessible::accessibleInterface(id);
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        refresh();
        const QPointF at = m_canvas.mapFromGlobal(QPoint(x, y));
        for (std::size_t i = m_cells.size(); i-- > 0;)
            if (m_cells[i].rect.contains(at))
                return child(static_cast<int>(i));
        return QAccessibleWidget::childAt(x, y);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto is = [child](QAccessible::Id id) {
            return id != 0 && QAccessible::accessibleInterface(id) == child;
        };
        const auto found = std::ranges::find_if(m_ids, is);
        if (found != m_ids.end())
            return static_cast<int>(found - m_ids.begin());
        const int index = QAccessibleWidget::indexOfChild(child);
        return index < 0 ? -1 : cells() + index;
    }

  protected:
    ~CanvasInterface() override { forget(); }

  private:
    /// What the cells depend on.
    struct State {
        std::shared_ptr<const core::Trace> trace;
        std::size_t segment = 0;
        QSize size;
        Lanes lanes = Lanes::both;
        Switches switches;
        std::optional<Identity> selection; ///< may choose the rows that are shown

        bool operator==(const State &) const = default;
    };

    [[nodiscard]] const CanvasAccess *access() const
    {
        return m_canvas.findChild<CanvasAccess *>({}, Qt::FindDirectChildrenOnly);
    }
    [[nodiscard]] int cells() const { return static_cast<int>(m_cells.size()); }

    /// Makes the cells of this step, unless they are made.
    void refresh() const
    {
        const CanvasAccess *access = this->access();
        if (!access || !access->sources().player.timeline())
            return forget();
        const Player &player = access->sources().player;
        const View view = access->sources().view();
        State state{player.trace(), player.segment(), m_canvas.size(),
                    view.lanes,     view.switches,    view.selection};
        if (state == m_state)
            return;
        forget();
        m_state = std::move(state);
        // The numbers of a move that is over: those on their way are nobody's values.
        m_cells = cellsOf(*player.trace(), sceneAt(*player.trace(), view, *player.timeline(),
                                                   player.settled(player.segment())));
        m_ids.assign(m_cells.size(), 0);
    }
    void forget() const
    {
        for (const QAccessible::Id id : m_ids)
            if (id != 0)
                QAccessible::deleteAccessibleInterface(id);
        m_ids.clear();
        m_cells.clear();
        m_state = {};
    }

    QWidget &m_canvas;
    // The interface asks through const members; what it answers is made on demand.
    mutable State m_state;
    mutable std::vector<SceneCell> m_cells;
    mutable std::vector<QAccessible::Id> m_ids; ///< 0: nobody asked for this one yet
};

QAccessibleInterface *canvasInterface(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const bool told = widget && widget->findChild<CanvasAccess *>({}, Qt::FindDirectChildrenOnly);
    return told ? new CanvasInterface(*widget) : nullptr;
}

} // namespace

CanvasAccess::CanvasAccess(const Sources &sources) : QObject(&sources.widget), m_sources(sources)
{
    QAccessible::installFactory(canvasInterface); // a second time does nothing
    // Somebody may have asked already, and got what any widget is.
    if (QAccessibleInterface *plain = QAccessible::queryAccessibleInterface(&sources.widget))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(plain));
    connect(&sources.player, &Player::timeChanged, this, &CanvasAccess::follow);
}

QString CanvasAccess::name() const
{
    const Player &player = m_sources.player;
    if (!player.timeline())
        return m_sources.widget.accessibleName();
    return tr("%1, step %2 of %3: %4")
        .arg(m_sources.widget.accessibleName())
        .arg(player.segment() + 1)
        .arg(player.timeline()->segments().size())
        .arg(plainText(m_sources.scene().caption));
}

void CanvasAccess::follow()
{
    const QString now = name();
    if (now == m_announced)
        return;
    m_announced = now;
    emit announced(now);
    QAccessibleEvent renamed(&m_sources.widget, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&renamed);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent announcement(&m_sources.widget, now);
    QAccessible::updateAccessibility(&announcement);
#endif
}

} // namespace ui
