// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/canvas_access.h"

#include "ui/models/scene_cells.h"
#include "ui/scene/scene_at.h"
#include "ui/state/player.h"
#include "ui/views/canvas.h"
#include "ui/views/scene_label.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace ui {

namespace {

class CellInterface : public QAccessibleInterface {
  public:
    CellInterface(Canvas &canvas, SceneCell cell) : m_canvas(canvas), m_cell(std::move(cell)) {}

    [[nodiscard]] bool isValid() const override { return true; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return m_canvas.window()->windowHandle(); }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_canvas);
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
        return m_cell.rect.toAlignedRect().translated(m_canvas.mapToGlobal(QPoint()));
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    [[nodiscard]] QAccessible::State state() const override { return {}; }

  private:
    Canvas &m_canvas;
    SceneCell m_cell;
};

class CanvasInterface : public QAccessibleWidget {
  public:
    explicit CanvasInterface(Canvas &canvas)
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
        return static_cast<int>(m_cells.size());
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        refresh();
        if (index < 0 || index >= static_cast<int>(m_cells.size()))
            return nullptr;
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
        return nullptr;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto is = [child](QAccessible::Id id) {
            return id != 0 && QAccessible::accessibleInterface(id) == child;
        };
        const auto found = std::ranges::find_if(m_ids, is);
        return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
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

        bool operator==(const State &) const = default;
    };

    [[nodiscard]] const CanvasAccess *access() const
    {
        return m_canvas.findChild<CanvasAccess *>();
    }

    /// Makes the cells of this step, unless they are made.
    void refresh() const
    {
        const CanvasAccess *access = this->access();
        if (!access || !access->player().timeline())
            return forget();
        const Player &player = access->player();
        const View view = m_canvas.view();
        State state{player.trace(), player.segment(), m_canvas.size(), view.lanes, view.switches};
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

    Canvas &m_canvas;
    // The interface asks through const members; what it answers is made on demand.
    mutable State m_state;
    mutable std::vector<SceneCell> m_cells;
    mutable std::vector<QAccessible::Id> m_ids; ///< 0: nobody asked for this one yet
};

QAccessibleInterface *canvasInterface(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<Canvas *>(object);
    return canvas ? new CanvasInterface(*canvas) : nullptr;
}

} // namespace

CanvasAccess::CanvasAccess(Canvas &canvas, const Player &player)
    : QObject(&canvas), m_canvas(canvas), m_player(player)
{
    QAccessible::installFactory(canvasInterface); // a second time does nothing
    // Somebody may have asked already, and got what any widget is.
    if (QAccessibleInterface *plain = QAccessible::queryAccessibleInterface(&canvas))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(plain));
    connect(&player, &Player::timeChanged, this, &CanvasAccess::follow);
}

QString CanvasAccess::name() const
{
    if (!m_player.timeline())
        return tr("Stage");
    return tr("Stage, step %1 of %2: %3")
        .arg(m_player.segment() + 1)
        .arg(m_player.timeline()->segments().size())
        .arg(plainText(m_canvas.scene().caption));
}

void CanvasAccess::follow()
{
    const QString now = name();
    if (now == m_announced)
        return;
    m_announced = now;
    emit announced(now);
    QAccessibleEvent renamed(&m_canvas, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&renamed);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent announcement(&m_canvas, now);
    QAccessible::updateAccessibility(&announcement);
#endif
}

} // namespace ui
